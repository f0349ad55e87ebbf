namespace Tactus.Broker.Files;

/// <summary>What stands at a path.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes of a file; 0 for anything else.</param>
internal readonly record struct FileStat(FileKind Kind, long Size)
{
    /// <summary>True for a directory.</summary>
    public bool IsDirectory => Kind == FileKind.Directory;

    /// <summary>Makes sure that it is a file or a directory.</summary>
    /// <exception cref="Gate.EffectException">It is a link (TAC3204), or a pipe, socket or device (TAC3205).</exception>
    public FileStat RequireOrdinary(string path) => Kind switch
    {
        FileKind.Link => throw FileErrors.Link(path),
        FileKind.Other => throw FileErrors.NotRegular(path),
        _ => this,
    };
}
