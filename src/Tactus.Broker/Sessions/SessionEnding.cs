using Tactus.Broker.Branches;
using Tactus.Broker.Gate;
using Tactus.Protocol;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Sessions;

/// <summary>Decides how a session ends: the first word counts, and what the broker knows counts more than what the guest says. Thread-safe.</summary>
internal sealed class SessionEnding : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _grace;
    private readonly TaskCompletionSource<SessionOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private EffectError? _fatal;
    private ITimer? _timer;
    private bool _disposed;

    /// <param name="clock">Measures the grace.</param>
    /// <param name="grace">How long a guest may take to finish once it was told that its run is over.</param>
    public SessionEnding(TimeProvider clock, TimeSpan grace)
    {
        _clock = clock;
        _grace = grace;
        Over = _over.Token;
    }

    /// <summary>Completes with the outcome. Never faults.</summary>
    public Task<SessionOutcome> Completion => _completion.Task;

    /// <summary>Cancelled with the session's end.</summary>
    public CancellationToken Over { get; }

    /// <summary>The guest was told that the run is over, and is expected to finish. One that does not is ended by the host.</summary>
    public void Expect(EffectError fatal)
    {
        lock (_lock)
        {
            // A run that is being ended is ended by whoever said so.
            if (fatal.Kind == EffectErrorKind.Cancelled || _fatal is not null)
            {
                return;
            }

            _fatal = fatal;
            _timer = _clock.CreateTimer(_ => End(Judge(fatal, said: null)), null, _grace, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The guest said how it ended.</summary>
    public void Finish(FinishRequest said, EffectWait? wait) =>
        End(Fatal is { } fatal ? Judge(fatal, said) : new SessionOutcome(SessionEnd.Finished, said, Wait: wait));

    /// <summary>The guest's connection is gone.</summary>
    public void Lose() => End(Fatal is { } fatal ? Judge(fatal, said: null) : new SessionOutcome(SessionEnd.Disconnected));

    /// <summary>Something failed that the guest has no part in, or that is its fault.</summary>
    public void Fail(SessionEnd end, TactusException failure) => End(new SessionOutcome(end, Failure: failure));

    /// <summary>The host ends it.</summary>
    public void Cancel() => End(new SessionOutcome(SessionEnd.Cancelled));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _over.Dispose();
        }
    }

    private EffectError? Fatal
    {
        get
        {
            lock (_lock)
            {
                return _fatal;
            }
        }
    }

    private static SessionOutcome Judge(EffectError fatal, FinishRequest? said) => fatal.Kind == EffectErrorKind.Budget
        ? new SessionOutcome(SessionEnd.OutOfBudget, said, fatal)
        : new SessionOutcome(SessionEnd.Finished, Restate(fatal, said), fatal);

    // A guest that was told of a doubt or a divergence cannot talk its run out of it.
    private static FinishRequest Restate(EffectError fatal, FinishRequest? said) => new()
    {
        Status = FinishRequest.Types.Status.Failed,
        Error = new ProcedureError
        {
            Code = fatal.Code,
            Message = fatal.Message,
            Mend = fatal.Mend,
            Kind = fatal.Kind,
            Location = said?.Error?.Location,
            Traceback = said?.Error?.Traceback ?? "",
        },
        Usage = said?.Usage,
    };

    private void End(SessionOutcome outcome)
    {
        if (!_completion.TrySetResult(outcome))
        {
            return;
        }

        lock (_lock)
        {
            _timer?.Dispose();
            if (!_disposed)
            {
                _over.Cancel();
            }
        }
    }
}
