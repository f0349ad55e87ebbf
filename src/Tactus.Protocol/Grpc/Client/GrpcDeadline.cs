namespace Tactus.Protocol.Grpc.Client;

/// <summary>The time that one call has left, joined with the caller's own cancellation.</summary>
internal sealed class GrpcDeadline : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly CancellationTokenSource? _source;
    private readonly CancellationToken _caller;

    private GrpcDeadline(CancellationTokenSource? source, CancellationToken caller)
    {
        _source = source;
        _caller = caller;
        Token = source?.Token ?? caller;
    }

    /// <summary>Cancelled when the deadline passes or the caller gives up.</summary>
    public CancellationToken Token { get; }

    /// <summary>True once the deadline has passed, unless the caller had given up before.</summary>
    public bool HasPassed => _source is { IsCancellationRequested: true } && !_caller.IsCancellationRequested;

    public static GrpcDeadline Start(TimeSpan? timeout, CancellationToken caller)
    {
        if (timeout is not { } span)
        {
            return new GrpcDeadline(null, caller);
        }

        var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        source.CancelAfter(span > Longest ? Longest : span < TimeSpan.Zero ? TimeSpan.Zero : span);
        return new GrpcDeadline(source, caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();
}
