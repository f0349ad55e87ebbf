namespace Tactus.Journal.Memory;

/// <summary>A blob of a <see cref="MemoryRunStore"/>.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="PutAt">When it was last put (UTC).</param>
internal sealed record MemoryBlob(byte[] Content, DateTimeOffset PutAt);
