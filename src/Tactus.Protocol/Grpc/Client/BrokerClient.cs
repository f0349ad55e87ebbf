using Tactus.Protocol.V1;

namespace Tactus.Protocol.Grpc.Client;

/// <summary>A guest's end of the broker's contract. Thread-safe.</summary>
public sealed class BrokerClient : IDisposable
{
    private readonly GrpcChannel _channel;

    private BrokerClient(GrpcChannel channel) => _channel = channel;

    /// <summary>Cancelled once the connection is lost, or the client disposed: the guest ends then.</summary>
    public CancellationToken Disconnected => _channel.Disconnected;

    /// <summary>Connects to a run's broker. No other socket is ever opened, so a guest can lock itself down after its first call.</summary>
    /// <param name="socketPath">Path of the run's Unix socket.</param>
    /// <param name="token">The run's token: 32 bytes.</param>
    /// <exception cref="GrpcException">UNAVAILABLE: nobody listens there.</exception>
    public static BrokerClient Connect(string socketPath, ReadOnlySpan<byte> token) =>
        new(GrpcChannel.Connect(socketPath, "Bearer " + Convert.ToHexStringLower(token)));

    /// <summary>Asks what to run.</summary>
    /// <exception cref="GrpcException">The call failed.</exception>
    public Task<StartResponse> StartAsync(
        StartRequest request, GrpcCallOptions options = default, CancellationToken cancellation = default) =>
        _channel.UnaryAsync(BrokerMethods.Start, request, options, cancellation);

    /// <summary>Streams the journal entries of an earlier execution, in delivery order.</summary>
    /// <exception cref="GrpcException">The call failed; thrown while the stream is read.</exception>
    public IAsyncEnumerable<ReplayEntry> ReplayAsync(
        ReplayRequest request, GrpcCallOptions options = default, CancellationToken cancellation = default) =>
        _channel.ServerStreamAsync(BrokerMethods.Replay, request, options, cancellation);

    /// <summary>Asks for one effect and waits for its answer.</summary>
    /// <exception cref="GrpcException">The call failed. A refused or failed effect is an answer, not a failed call.</exception>
    public Task<PerformResponse> PerformAsync(
        PerformRequest request, GrpcCallOptions options = default, CancellationToken cancellation = default) =>
        _channel.UnaryAsync(BrokerMethods.Perform, request, options, cancellation);

    /// <summary>Hands over log lines and events.</summary>
    /// <exception cref="GrpcException">The call failed.</exception>
    public Task<EmitResponse> EmitAsync(
        EmitRequest request, GrpcCallOptions options = default, CancellationToken cancellation = default) =>
        _channel.UnaryAsync(BrokerMethods.Emit, request, options, cancellation);

    /// <summary>Tells how the procedure ended. The token is dead once it is answered.</summary>
    /// <exception cref="GrpcException">The call failed.</exception>
    public Task<FinishResponse> FinishAsync(
        FinishRequest request, GrpcCallOptions options = default, CancellationToken cancellation = default) =>
        _channel.UnaryAsync(BrokerMethods.Finish, request, options, cancellation);

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _channel.Dispose();
}
