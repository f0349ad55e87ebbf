namespace Tactus.Mcp.Transport;

/// <summary>A stream that is only read, and whose reader's side looks at every piece before it is handed on.</summary>
/// <param name="inner">The stream.</param>
/// <param name="leaveOpen">True to leave it open at the end.</param>
internal abstract class ObservedStream(Stream inner, bool leaveOpen) : Stream
{
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

    /// <summary>True when nothing more is to be read: the stream has ended for its reader.</summary>
    protected virtual bool IsOver => false;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => IsOver ? 0 : Take(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = IsOver ? 0 : await inner.ReadAsync(buffer, cancellationToken);
        return Take(buffer.Span[..count]);
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

    /// <summary>Looks at what was read.</summary>
    /// <returns>How much of it is handed on; 0 ends the stream.</returns>
    protected abstract int Take(ReadOnlySpan<byte> piece);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
