namespace Tactus.Protocol.Grpc.Server;

/// <summary>The deadline that a caller set for its call, joined with the caller's going away.</summary>
internal readonly struct ServerDeadline : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly CancellationTokenSource? _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _aborted;

    private ServerDeadline(CancellationTokenSource? source, CancellationToken aborted)
    {
        _source = source;
        _aborted = aborted;
        _registration = source is null
            ? default
            : aborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    /// <summary>Cancelled when the deadline passes or the caller goes away.</summary>
    public CancellationToken Token => _source?.Token ?? _aborted;

    /// <summary>True once the deadline has passed.</summary>
    public bool HasPassed => _source is { IsCancellationRequested: true };

    public static ServerDeadline Start(TimeSpan? timeout, TimeProvider time, CancellationToken aborted) => timeout switch
    {
        null => new ServerDeadline(null, aborted),
        { } span when span <= TimeSpan.Zero =>
            throw new GrpcException(GrpcStatusCode.DeadlineExceeded, "the deadline passed before the call came"),
        { } span => new ServerDeadline(new CancellationTokenSource(span > Longest ? Longest : span, time), aborted),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source?.Dispose();
    }
}
