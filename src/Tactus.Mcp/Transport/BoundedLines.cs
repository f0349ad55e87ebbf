namespace Tactus.Mcp.Transport;

/// <summary>What a client sends, line by line; it ends where a line grows beyond its bound, because whoever reads lines holds one whole.</summary>
/// <param name="inner">The stream.</param>
/// <param name="longest">Bytes of the longest line.</param>
internal sealed class BoundedLines(Stream inner, int longest) : ObservedStream(inner, leaveOpen: true)
{
    private long _length;

    /// <summary>True once a line was too long.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    protected override bool IsOver => IsBroken;

    /// <inheritdoc/>
    /// <remarks>The piece that breaks the bound is not handed on, and the end comes in its place.</remarks>
    protected override int Take(ReadOnlySpan<byte> piece)
    {
        int last = piece.LastIndexOf((byte)'\n');
        int first = piece.IndexOf((byte)'\n');
        IsBroken |= _length + (first < 0 ? piece.Length : first) > longest;
        _length = last < 0 ? _length + piece.Length : piece.Length - last - 1;
        return IsBroken ? 0 : piece.Length;
    }
}
