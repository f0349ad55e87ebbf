namespace Tactus.Broker.Files.Staging;

/// <summary>One staged change, as it stands in its file.</summary>
/// <param name="Path">Path relative to the workspace.</param>
/// <param name="IsRemoved">True when the path is gone; false when it has new content.</param>
/// <param name="BaseHash">What stood in the workspace when the path was first staged: SHA-256 in lower-case hexadecimal,
/// <c>directory</c>, or null for nothing.</param>
internal sealed record StagedRecord(string Path, bool IsRemoved, string? BaseHash);
