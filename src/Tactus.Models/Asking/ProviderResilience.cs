using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Tactus.Models.Answers;
using Tactus.Models.Failures;
using Tactus.Policy.Grants;

namespace Tactus.Models.Asking;

/// <summary>Retries, and a breaker for each provider of a run. Thread-safe.</summary>
/// <param name="clock">The one clock.</param>
/// <param name="random">Chance in [0, 1) for the jitter.</param>
internal sealed class ProviderResilience(TimeProvider clock, Func<double> random)
{
    /// <summary>A <c>Retry-After</c> above this is not waited for; the failure is handed over as it is.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<ModelAnswer>> _pipelines = new(StringComparer.Ordinal);

    /// <summary>What every call of a provider goes through: retries with backoff, outside its breaker.</summary>
    public ResiliencePipeline<ModelAnswer> Of(ModelProvider provider) => _pipelines.GetOrAdd(provider.Name, _ => Build(provider));

    private ResiliencePipeline<ModelAnswer> Build(ModelProvider provider)
    {
        var builder = new ResiliencePipelineBuilder<ModelAnswer> { TimeProvider = clock };
        if (provider.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<ModelAnswer>
            {
                MaxRetryAttempts = provider.Retries,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(20),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = random,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ModelCallException { IsSafeToRepeat: true } failure && !(failure.RetryAfter > LongestWait)),
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelCallException)?.RetryAfter),
            });
        }

        // After half of at least five calls in 30 s failed, the provider is left alone for 15 s.
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ModelAnswer>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is ModelCallException { IsProviderFailure: true }),
            })
            .Build();
    }
}
