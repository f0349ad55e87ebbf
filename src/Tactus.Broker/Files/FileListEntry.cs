namespace Tactus.Broker.Files;

/// <summary>One line of a listing.</summary>
/// <param name="Name">Name, or path relative to the listed directory in a recursive listing.</param>
/// <param name="IsDirectory">True for a directory, false for a regular file.</param>
/// <param name="Size">Bytes of a file; 0 for a directory.</param>
internal readonly record struct FileListEntry(string Name, bool IsDirectory, long Size);
