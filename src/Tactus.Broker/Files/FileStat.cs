namespace Tactus.Broker.Files;

/// <summary>What stands at a path.</summary>
/// <param name="IsDirectory">True for a directory, false for a regular file.</param>
/// <param name="Size">Bytes of a file; 0 for a directory.</param>
internal readonly record struct FileStat(bool IsDirectory, long Size);
