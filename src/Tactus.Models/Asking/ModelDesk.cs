using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Tactus.Broker.Secrets;
using Tactus.Models.Answers;
using Tactus.Models.Failures;
using Tactus.Models.Providers;
using Tactus.Models.Providers.Anthropic;
using Tactus.Models.Providers.Mock;
using Tactus.Models.Providers.OpenAI;
using Tactus.Policy.Grants;

namespace Tactus.Models.Asking;

/// <summary>Asks the models of a run. Thread-safe.</summary>
/// <remarks>Made with the first question of a run: nothing of the vendors' libraries is loaded before.</remarks>
internal sealed class ModelDesk(ISecretValues secrets, Redactor redactor, TimeProvider clock, Func<double> random) : IDisposable
{
    private readonly ProviderNetwork _network = new(secrets, redactor, clock);
    private readonly ProviderResilience _resilience = new(clock, random);
    private readonly ConcurrentDictionary<string, IChatClientFactory> _factories = new(StringComparer.Ordinal);

    /// <summary>Asks a model, again where that is safe.</summary>
    /// <exception cref="ModelCallException">It failed.</exception>
    public async Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken cancellationToken)
    {
        IChatClientFactory factory = _factories.GetOrAdd(question.Provider.Name, _ => CreateFactory(question.Provider));
        int attempts = 0;
        try
        {
            ModelAnswer answer = await _resilience.Of(question.Provider).ExecuteAsync(
                async token =>
                {
                    attempts++;
                    return await AttemptAsync(factory, question, token);
                },
                cancellationToken);
            return answer with { Retries = attempts - 1 };
        }
        catch (BrokenCircuitException broken)
        {
            throw ModelFailures.Broken(question.Provider.Name, ModelFailures.FindIn(broken));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private IChatClientFactory CreateFactory(ModelProvider provider) => provider.Kind switch
    {
        ModelProviderKind.Anthropic => new AnthropicClientFactory(provider, _network),
        ModelProviderKind.Mock => new MockClientFactory(provider),
        _ => new OpenAIClientFactory(provider, _network),
    };

    private async ValueTask<ModelAnswer> AttemptAsync(IChatClientFactory factory, ModelQuestion question, CancellationToken cancellationToken)
    {
        ModelProvider provider = question.Provider;
        using var late = new CancellationTokenSource(provider.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using IChatClient client = factory.Create(question.Model, new ProviderAttempt(question.Request, question.IdempotencyKey));
            return await CollectAsync(client, question, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // The vendors' libraries wrap our failures, and throw what they like at an answer that they cannot read.
            throw ModelFailures.FindIn(error) ?? (late.IsCancellationRequested
                ? ModelFailures.Late(provider.Name, provider.Timeout)
                : ModelFailures.Malformed(provider.Name, error.Message, error));
        }
    }

    private static async Task<ModelAnswer> CollectAsync(IChatClient client, ModelQuestion question, CancellationToken cancellationToken)
    {
        var collector = new AnswerCollector(question.Provider.Name, question.Request, question.Model);
        List<ChatMessage> messages = ChatMapping.MessagesOf(question.Request);
        ChatOptions options = ChatMapping.OptionsOf(question.Request, question.Model, question.MaxTokens);
        if (!question.Request.Stream)
        {
            ChatResponse response = await client.GetResponseAsync(messages, options, cancellationToken);
            foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
            {
                question.Show(collector.Add(update));
            }

            return collector.Complete();
        }

        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            question.Show(collector.Add(update));
        }

        return collector.Complete();
    }
}
