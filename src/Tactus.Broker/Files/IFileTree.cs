namespace Tactus.Broker.Files;

/// <summary>The files beneath one granted root, as a run sees them. Paths are relative, normalised, and empty for the root itself.</summary>
/// <remarks>Only regular files and directories exist in it. Every method throws <see cref="Gate.EffectException"/> (TAC32xx). Thread-safe.</remarks>
internal interface IFileTree : IDisposable
{
    /// <summary>What stands at the path, whatever it is, or null.</summary>
    FileStat? Find(string path);

    /// <summary>Reads at most <paramref name="length"/> bytes from <paramref name="offset"/>; fewer only at the end of the file.</summary>
    byte[] Read(string path, long offset, int length);

    /// <summary>Replaces the file in one step, or makes it and its parent directories.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">The whole new content.</param>
    /// <param name="tag">Names the temporary file, so that a repeated write finds and replaces what the first one left.</param>
    void Write(string path, ReadOnlySpan<byte> content, string tag);

    /// <summary>Adds to the end of the file, or makes it and its parent directories.</summary>
    void Append(string path, ReadOnlySpan<byte> content, string tag);

    /// <summary>Lists a directory, sorted bytewise by name.</summary>
    /// <param name="path">Which directory.</param>
    /// <param name="recursive">True to descend; names are relative paths then.</param>
    /// <param name="limit">Most entries; more is an error.</param>
    IReadOnlyList<FileListEntry> List(string path, bool recursive, int limit);

    /// <summary>Removes a file or an empty directory; false when nothing was there.</summary>
    bool Remove(string path);
}
