namespace Tactus.Journal;

/// <summary>What a prune removed.</summary>
/// <param name="RunIds">Runs, oldest first.</param>
/// <param name="Blobs">Blobs that nobody names any more.</param>
public sealed record PruneResult(IReadOnlyList<string> RunIds, long Blobs);
