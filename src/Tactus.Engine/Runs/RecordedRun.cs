using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Runs;

/// <summary>Looks at runs that are in the journal already.</summary>
internal static class RecordedRun
{
    // A fork of a fork of a fork: nobody has more, and a damaged journal could hold a circle.
    private const int MaxForks = 1000;

    /// <summary>The record of a run.</summary>
    /// <exception cref="TactusException">TAC6101: there is none.</exception>
    public static async ValueTask<RunRecord> FindAsync(IRunStore store, string runId, CancellationToken cancellationToken) =>
        await store.FindAsync(await RunIds.ResolveAsync(store, runId, cancellationToken), cancellationToken)
            ?? throw new TactusException("TAC6101", $"there is no run {runId}", "tactus runs list shows the runs there are");

    /// <summary>How many runs stand above a run.</summary>
    public static async ValueTask<int> DepthAsync(IRunStore store, RunRecord run, CancellationToken cancellationToken)
    {
        int depth = 0;
        for (string? id = run.ParentId; id is not null && depth < MaxForks; depth++)
        {
            id = (await store.FindAsync(id, cancellationToken))?.ParentId;
        }

        return depth;
    }

    /// <summary>What the clock showed when the first entry's run began: a replay must find it again.</summary>
    public static async ValueTask<DateTimeOffset> ClockStartAsync(IRunStore store, RunRecord run, CancellationToken cancellationToken)
    {
        RunRecord origin = run;
        for (int i = 0; i < MaxForks && origin.ForkedFrom is { } id && await store.FindAsync(id, cancellationToken) is { } older; i++)
        {
            origin = older;
        }

        return origin.CreatedAt;
    }
}
