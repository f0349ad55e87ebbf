namespace Tactus.Mcp.Transport;

/// <summary>What a client sends, line by line; it ends where a line grows beyond its bound, because whoever reads lines holds one whole.</summary>
/// <param name="inner">The stream.</param>
/// <param name="longest">Bytes of the longest line.</param>
internal sealed class BoundedLines(Stream inner, int longest) : Stream
{
    private long _length;

    /// <summary>True once a line was too long.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => IsBroken ? 0 : Count(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = IsBroken ? 0 : await inner.ReadAsync(buffer, cancellationToken);
        return Count(buffer.Span[..count]);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The piece that breaks the bound is not handed on, and the end comes in its place.
    private int Count(ReadOnlySpan<byte> piece)
    {
        int last = piece.LastIndexOf((byte)'\n');
        int first = piece.IndexOf((byte)'\n');
        IsBroken |= _length + (first < 0 ? piece.Length : first) > longest;
        _length = last < 0 ? _length + piece.Length : piece.Length - last - 1;
        return IsBroken ? 0 : piece.Length;
    }
}
