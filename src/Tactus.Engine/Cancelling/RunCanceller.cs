using Tactus.Engine.Resuming;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Cancelling;

/// <summary>Ends runs from outside of the process that executes them.</summary>
/// <param name="store">The journal.</param>
/// <param name="drivers">The drivers, whose leavings of a dead run are removed.</param>
/// <param name="time">The clock.</param>
public sealed class RunCanceller(IRunStore store, SandboxDrivers drivers, TimeProvider time)
{
    private const string TakenOver = "TAC6108";

    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(100);

    // An executor looks four times a second; ending a container takes an engine longer.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private static readonly RunStatus[] s_open =
        [RunStatus.Running, RunStatus.Suspended, RunStatus.Interrupted, RunStatus.InDoubt, RunStatus.OutOfBudget, RunStatus.OutOfMemory, RunStatus.TimedOut];

    /// <summary>Ends a run: asks its executor to, or marks a dead or waiting one as cancelled and removes what it left behind.</summary>
    /// <param name="runId">Its id, or an unambiguous prefix.</param>
    /// <param name="cancellationToken">Ends the wait, not the cancelling.</param>
    /// <returns>Its record afterwards.</returns>
    /// <exception cref="TactusException">TAC6101: no such run. TAC6330: it has ended already. TAC6331: its executor does not react.</exception>
    public async Task<RunRecord> CancelAsync(string runId, CancellationToken cancellationToken)
    {
        RunRecord run = await RecordedRun.FindAsync(store, runId, cancellationToken);
        RunStatus status = run.EffectiveStatus(time.GetUtcNow());
        if (!s_open.Contains(status))
        {
            throw new TactusException("TAC6330", $"run {run.Id} has ended already: {RunStatusNames.ToText(status)}", $"tactus runs show {run.Id} tells how");
        }

        RunRecord ended = await EndTreeAsync(run, cancellationToken);
        foreach (ISandboxDriver driver in drivers.All)
        {
            await RunSweep.RunAsync(driver, static _ => { }, cancellationToken);
        }

        return ended;
    }

    // The run first, so that it starts no more children; those that its process executes end with it.
    private async Task<RunRecord> EndTreeAsync(RunRecord run, CancellationToken cancellationToken)
    {
        RunRecord ended = await EndAsync(run, cancellationToken);
        foreach (RunRecord child in await store.ListAsync(RunQuery.ChildrenOf(run.Id), cancellationToken))
        {
            await EndTreeAsync(child, cancellationToken);
        }

        // It went on as another run before the request reached it: what was to end is what goes on.
        return ended.Completion?.ContinuedAs is { } next && await store.FindAsync(next, cancellationToken) is { } successor
            ? await EndTreeAsync(successor, cancellationToken)
            : ended;
    }

    private async Task<RunRecord> EndAsync(RunRecord run, CancellationToken cancellationToken)
    {
        RunStatus status = run.EffectiveStatus(time.GetUtcNow());
        if (status == RunStatus.Running)
        {
            await store.RequestCancelAsync(run.Id, cancellationToken);
            return await WaitAsync(run.Id, cancellationToken);
        }

        return s_open.Contains(status) ? await MarkAsync(run, cancellationToken) : run;
    }

    // Nobody executes it: this process takes it over and ends it, unless somebody was quicker.
    private async Task<RunRecord> MarkAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            long epoch = await store.TakeOverAsync(run.Id, run.Epoch, ExecutorIdentity.Current().ToString(), cancellationToken);
            RunCounts counts = await store.ReadCountsAsync(run.Id, cancellationToken);
            var cancelled = new TactusException("TAC6301", "the run was cancelled");
            await store.CompleteAsync(
                run.Id, epoch, RunEnd.Of(cancelled, RunStatus.Cancelled, time.GetUtcNow()) with { Effects = counts.Entries }, CancellationToken.None);
            return await RecordedRun.FindAsync(store, run.Id, cancellationToken);
        }
        catch (TactusException taken) when (taken.Code == TakenOver)
        {
            await store.RequestCancelAsync(run.Id, cancellationToken);
            return await WaitAsync(run.Id, cancellationToken);
        }
    }

    private async Task<RunRecord> WaitAsync(string runId, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        using var look = new PeriodicTimer(s_lookEvery, time);
        while (true)
        {
            RunRecord run = await RecordedRun.FindAsync(store, runId, cancellationToken);
            switch (run.EffectiveStatus(time.GetUtcNow()))
            {
                case RunStatus.Running when time.GetElapsedTime(began) > s_patience:
                    throw NoReaction(run);
                case RunStatus.Running:
                    await look.WaitForNextTickAsync(cancellationToken);
                    break;
                case RunStatus.Interrupted or RunStatus.Suspended:
                    return await MarkAsync(run, cancellationToken);
                default:
                    return run;
            }
        }
    }

    private static TactusException NoReaction(RunRecord run)
    {
        TactusException runs = ResumeRefusal.StillRuns(run);
        return new TactusException(
            "TAC6331", $"{runs.Message}, and its executor has not reacted within {s_patience.TotalSeconds:0} s; the request stands", "see whether that process is stopped; end it, then cancel the run again");
    }
}
