using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using Tactus.Models.Budgets;
using Tactus.Policy.Grants;

namespace Tactus.Models.Providers.Anthropic;

/// <summary>Makes clients of Anthropic's messages. The official library brings the chat abstraction with it.</summary>
internal sealed class AnthropicClientFactory(ModelProvider provider, ProviderNetwork network) : IChatClientFactory
{
    /// <inheritdoc/>
    public IChatClient Create(string model, ProviderAttempt attempt)
    {
        var client = new AnthropicClient(new ClientOptions
        {
            HttpClient = network.CreateClient(provider, attempt.IdempotencyKey),
            BaseUrl = provider.BaseUrl,
            ApiKey = network.KeyOf(provider),

            // Else the library would look for a token in the environment.
            AuthToken = null,
            MaxRetries = 0,
            Timeout = Timeout.InfiniteTimeSpan,
        });
        return client.AsIChatClient(model, ModelLedger.UnboundedAnswer);
    }
}
