using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Retries and circuit breakers of a run's http tools. Thread-safe.</summary>
/// <param name="clock">The one clock.</param>
/// <param name="random">Chance in [0, 1) for the jitter.</param>
internal sealed class HttpResilience(TimeProvider clock, Func<double> random)
{
    /// <summary>Tries after the first.</summary>
    public const int MaxRetries = 3;

    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpAnswer>> _breakers = new(StringComparer.Ordinal);

    /// <summary>What a call of a tool that may be repeated goes through: retries with backoff, outside the breaker of its host.</summary>
    /// <param name="longestWait">A <c>Retry-After</c> above this is not waited for; the answer is handed over as it is.</param>
    public ResiliencePipeline<HttpAnswer> Retrying(TimeSpan longestWait) =>
        new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                MaxRetryAttempts = MaxRetries,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(10),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = random,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome) && !(arguments.Outcome.Result?.RetryAfter > longestWait)),
                DelayGenerator = static arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
            })
            .Build();

    /// <summary>The breaker of a host and port: after half of at least five requests in 30 s failed, it is left alone for 15 s.</summary>
    public ResiliencePipeline<HttpAnswer> BreakerOf(Uri origin) =>
        _breakers.GetOrAdd(origin.GetLeftPart(UriPartial.Authority), _ =>
            new ResiliencePipelineBuilder<HttpAnswer> { TimeProvider = clock }
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpAnswer>
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 5,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(15),
                    ShouldHandle = static arguments =>
                        ValueTask.FromResult(IsTransportFailure(arguments.Outcome.Exception) || arguments.Outcome.Result?.IsServerFailure == true),
                })
                .Build());

    /// <summary>True when no answer came, or it broke off.</summary>
    public static bool IsTransportFailure(Exception? error) => error is HttpRequestException or IOException;

    private static bool IsTransient(Outcome<HttpAnswer> outcome) =>
        IsTransportFailure(outcome.Exception) || outcome.Result?.IsTransient == true;
}
