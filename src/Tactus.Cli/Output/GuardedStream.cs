namespace Tactus.Cli.Output;

/// <summary>A standard stream whose failure ends nothing: the first is kept, what is written after it is dropped.</summary>
/// <remarks>
/// A run's prints pass here from inside its broker. Before this stood between, a full disk behind <c>&gt; file</c> ended an honest
/// run as one whose guest was lost.
/// </remarks>
/// <param name="inner">The stream behind. Owned.</param>
internal sealed class GuardedStream(Stream inner) : WriteOnlyStream
{
    private volatile Exception? _failure;

    /// <summary>Why writing failed, or null while it has not.</summary>
    public Exception? Failure => _failure;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _failure = error;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (_failure is null)
        {
            inner.Flush();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
