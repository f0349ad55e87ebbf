using System.Runtime.CompilerServices;
using Tactus.Broker.Gate;
using Tactus.Journal;

namespace Tactus.Engine.Resuming;

/// <summary>Finds the suspended runs that could go on now.</summary>
/// <param name="store">The journal.</param>
/// <param name="time">The clock.</param>
internal sealed class DueRunFinder(IRunStore store, TimeProvider time)
{
    private const int MostRuns = 10_000;

    /// <summary>Their ids, oldest first. Each is looked at when its turn comes, so one that goes on meanwhile is left out.</summary>
    public async IAsyncEnumerable<string> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> waiting = await store.ListAsync(new RunQuery(RunStatus.Suspended, Limit: MostRuns), cancellationToken);
        foreach (RunRecord listed in waiting.Reverse())
        {
            if (await store.FindAsync(listed.Id, cancellationToken) is { Status: RunStatus.Suspended } run && await CanGoOnAsync(run, cancellationToken))
            {
                yield return run.Id;
            }
        }
    }

    private async ValueTask<bool> CanGoOnAsync(RunRecord run, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (run.Completion?.DueAt <= now)
        {
            return true;
        }

        await foreach (JournalEntry open in store.ReadOpenAsync(run.Id, cancellationToken))
        {
            if (await store.FindAnswerAsync(run.Id, open.Key, cancellationToken) is not null)
            {
                return true;
            }
        }

        return run.Completion?.WaitsFor == WaitsFor.Run && await HaveChildrenEndedAsync(run.Id, now, cancellationToken);
    }

    // A child that was interrupted is resumed by its parent, so it does not hold the parent back.
    private async ValueTask<bool> HaveChildrenEndedAsync(string runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> children = await store.ListAsync(RunQuery.ChildrenOf(runId), cancellationToken);
        return children.All(child => child.EffectiveStatus(now) is not (RunStatus.Suspended or RunStatus.Running or RunStatus.InDoubt));
    }
}
