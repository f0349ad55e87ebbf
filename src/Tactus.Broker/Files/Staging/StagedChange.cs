namespace Tactus.Broker.Files.Staging;

/// <summary>One change of a staged workspace.</summary>
/// <param name="Path">Path relative to the workspace.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="UnifiedDiff">The change as a unified diff; null where a side is not text or is larger than 1 MiB.</param>
/// <param name="IsConflict">True when the file in the workspace is no longer what it was when the run staged the change.</param>
public sealed record StagedChange(string Path, StagedChangeKind Kind, string? UnifiedDiff, bool IsConflict);
