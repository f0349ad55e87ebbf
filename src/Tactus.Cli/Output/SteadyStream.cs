namespace Tactus.Cli.Output;

/// <summary>Writes to another stream; at the first failure it keeps the reason and drops the rest.</summary>
/// <remarks>A full disk or a closed descriptor behind standard output must not tear down a run that is under way.</remarks>
/// <param name="target">The other stream.</param>
internal sealed class SteadyStream(Stream target) : Stream
{
    /// <summary>Why the other stream takes no more, or null.</summary>
    public Exception? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            target.Write(buffer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failure = error;
        }
    }

    public override void Flush()
    {
        // Standard streams hold nothing back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
