using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Runs;

/// <summary>Tells the journal that an execution is alive, and hears from it when somebody wants the run's end.</summary>
internal sealed class ExecutionPulse : IAsyncDisposable
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(250);
    private const int LooksPerBeat = 12;

    private readonly IRunStore _store;
    private readonly string _runId;
    private readonly long _epoch;
    private readonly PeriodicTimer _timer;
    private readonly CancellationTokenSource _stop;
    private readonly Task _beating;

    /// <summary>Begins to beat.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">The execution's epoch.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">A person here ends the run.</param>
    public ExecutionPulse(IRunStore store, string runId, long epoch, TimeProvider time, CancellationToken cancellationToken)
    {
        _store = store;
        _runId = runId;
        _epoch = epoch;
        _timer = new PeriodicTimer(s_lookEvery, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _beating = BeatAsync();
    }

    /// <summary>Cancelled when a person here or a request in the journal ends the run.</summary>
    public CancellationToken Stop => _stop.Token;

    // Ended by disposing the timer: a wait that is cancelled makes an exception with source lines, which takes longer than a sandbox's start.
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _beating;
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            for (int look = 1; await _timer.WaitForNextTickAsync(); look++)
            {
                if (look % LooksPerBeat == 0)
                {
                    await _store.HeartbeatAsync(_runId, _epoch, CancellationToken.None);
                }

                if (!_stop.IsCancellationRequested && await _store.IsCancelRequestedAsync(_runId, CancellationToken.None))
                {
                    await _stop.CancelAsync();
                }
            }
        }
        catch (TactusException)
        {
            // The journal is lost or the run was taken over: the next effect's append ends the run with the reason.
        }
    }
}
