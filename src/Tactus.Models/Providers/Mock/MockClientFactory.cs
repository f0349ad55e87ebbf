using Microsoft.Extensions.AI;
using Tactus.Policy.Grants;

namespace Tactus.Models.Providers.Mock;

/// <summary>Makes clients that answer what trusted YAML wrote down, or what they were told. Nothing leaves the host.</summary>
internal sealed class MockClientFactory(ModelProvider provider) : IChatClientFactory
{
    private const string Echo = "echo";

    private readonly Lazy<MockScript> _script = new(() => MockScript.Parse(provider.Name, provider.AnswersJson));

    /// <inheritdoc/>
    public IChatClient Create(string model, ProviderAttempt attempt) =>
        new MockChatClient(model, model == Echo ? MockAnswer.EchoOf(attempt.Request) : _script.Value.Find(model, attempt.Request), attempt.Request);
}
