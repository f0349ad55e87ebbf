namespace Tactus.Protocol.Grpc.Server;

/// <summary>The bytes that a listener lets all arriving messages hold together. Thread-safe.</summary>
/// <remarks>Without it, a peer with 64 calls open on each of 4 connections could make the host hold 4 GiB.</remarks>
internal sealed class ReceiveBudget(long bytes)
{
    private long _left = bytes;

    /// <summary>Takes the bytes of one message.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: too much is arriving at once.</exception>
    public void Take(int length)
    {
        if (Interlocked.Add(ref _left, -length) < 0)
        {
            Return(length);
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, "too many bytes of requests are arriving at once");
        }
    }

    /// <summary>Gives the bytes back.</summary>
    public void Return(int length) => Interlocked.Add(ref _left, length);
}
