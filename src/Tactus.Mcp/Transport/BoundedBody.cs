namespace Tactus.Mcp.Transport;

/// <summary>A body that breaks off where it grows beyond its bound; one of events, where one of them does: the lines up to a blank one, whose text its reader joins.</summary>
/// <param name="inner">The stream.</param>
/// <param name="longest">Most bytes.</param>
/// <param name="isEvents">True for a body of events, which need not end.</param>
internal sealed class BoundedBody(Stream inner, int longest, bool isEvents) : Stream
{
    private long _size;
    private bool _isBlank = true;

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
    public override int Read(byte[] buffer, int offset, int count) => Count(buffer.AsMemory(offset), inner.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(buffer, await inner.ReadAsync(buffer, cancellationToken));

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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(ReadOnlyMemory<byte> buffer, int count)
    {
        for (ReadOnlySpan<byte> rest = buffer.Span[..count]; !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> piece = end < 0 ? rest : rest[..end];
            _isBlank = _isBlank && piece.Trim((byte)'\r').IsEmpty;
            _size += piece.Length + 1;
            if (_size > longest)
            {
                throw new IOException($"The server sent more than {longest} bytes at once.");
            }

            if (end < 0)
            {
                break;
            }

            _size = _isBlank && isEvents ? 0 : _size;
            _isBlank = true;
            rest = rest[(end + 1)..];
        }

        return count;
    }
}
