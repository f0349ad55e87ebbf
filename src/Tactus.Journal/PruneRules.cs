namespace Tactus.Journal;

/// <summary>What every store decides alike when old runs are removed.</summary>
internal static class PruneRules
{
    /// <summary>How long at least a blob that was put by itself is left alone though no run names it yet: 1 h.</summary>
    public static readonly TimeSpan BlobGrace = TimeSpan.FromHours(1);

    /// <summary>How often it is noted that the same blob was put again: every 30 min, so that most runs of one procedure note nothing.</summary>
    public static readonly TimeSpan PutResolution = TimeSpan.FromMinutes(30);

    /// <summary>Blobs whose last noted put lies before this time may go.</summary>
    public static DateTimeOffset PutBefore(DateTimeOffset now) => now - BlobGrace - PutResolution;

    /// <summary>Whether a run is old enough and in a state to go, its family aside.</summary>
    public static bool IsCandidate(PruneCandidate run, PruneQuery query, DateTimeOffset now)
    {
        if (run.LastHeardAt >= query.EndedBefore)
        {
            return false;
        }

        var status = run.EffectiveStatus(now);
        return status != RunStatus.Running && (query.Unfinished || RunRules.IsFinished(status));
    }

    /// <summary>Leaves out the runs that a run which stays still needs: the children of one that is not finished.</summary>
    /// <param name="candidates">Runs that could go.</param>
    /// <param name="find">The run of an id, or null.</param>
    public static IReadOnlyList<PruneCandidate> WithoutNeeded(IReadOnlyList<PruneCandidate> candidates, Func<string, PruneCandidate?> find)
    {
        var going = candidates.ToDictionary(run => run.Id, StringComparer.Ordinal);

        // Who is kept keeps its own children, so one pass may not be enough.
        bool changed;
        do
        {
            changed = false;
            foreach (var run in candidates)
            {
                if (going.ContainsKey(run.Id) && run.ParentId is { } parent && !going.ContainsKey(parent)
                    && find(parent) is { } kept && !RunRules.IsFinished(kept.Status))
                {
                    going.Remove(run.Id);
                    changed = true;
                }
            }
        }
        while (changed);
        return [.. candidates.Where(run => going.ContainsKey(run.Id)).OrderBy(run => run.LastHeardAt).ThenBy(run => run.Id, StringComparer.Ordinal)];
    }
}
