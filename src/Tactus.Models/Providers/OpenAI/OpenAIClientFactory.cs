using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Tactus.Policy.Grants;

namespace Tactus.Models.Providers.OpenAI;

/// <summary>Makes clients of OpenAI and of whatever speaks its chat completions.</summary>
internal sealed class OpenAIClientFactory(ModelProvider provider, ProviderNetwork network) : IChatClientFactory
{
    // The library wants a key; a server that needs none ignores this one.
    private const string NoKey = "none";
    private const string Official = "https://api.openai.com/v1";

    /// <inheritdoc/>
    public IChatClient Create(string model, ProviderAttempt attempt)
    {
        HttpClient http = network.CreateClient(provider, attempt.IdempotencyKey);
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(provider.BaseUrl),
            OrganizationId = provider.Organization,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),

            // The attempt's own time limit counts, and its own watch over silence.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        var client = new ChatClient(model, new ApiKeyCredential(network.KeyOf(provider) ?? NoKey), options);
        return new OpenAIChatClient(client, http, provider.Name, speaksOlderNames: provider.BaseUrl != Official);
    }
}
