namespace Tactus.Journal;

/// <summary>As much of a run as decides whether it may be removed.</summary>
/// <param name="Id">The run.</param>
/// <param name="ParentId">The run that started it, or null.</param>
/// <param name="Status">What it says of itself.</param>
/// <param name="Epoch">The epoch it was seen in.</param>
/// <param name="Executor">Who executes it.</param>
/// <param name="HeartbeatAt">When its executor last beat (UTC).</param>
/// <param name="CompletedAt">When its last execution ended, or null (UTC).</param>
internal sealed record PruneCandidate(
    string Id, string? ParentId, RunStatus Status, long Epoch, string Executor, DateTimeOffset HeartbeatAt, DateTimeOffset? CompletedAt)
{
    /// <summary>When it ended; when it has not, when it was last heard of.</summary>
    public DateTimeOffset LastHeardAt => CompletedAt is { } completed && (RunRules.IsFinished(Status) || completed > HeartbeatAt) ? completed : HeartbeatAt;

    /// <summary>The candidate that a record describes.</summary>
    public static PruneCandidate From(RunRecord record) => new(
        record.Id, record.ParentId, record.Status, record.Epoch, record.Executor, record.HeartbeatAt, record.Completion?.At);

    /// <summary>The status to show.</summary>
    public RunStatus EffectiveStatus(DateTimeOffset now) => RunRules.Show(Status, Executor, HeartbeatAt, now);
}
