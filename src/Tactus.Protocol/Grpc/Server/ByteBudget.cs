namespace Tactus.Protocol.Grpc.Server;

/// <summary>The bytes that a listener lets all messages of one direction hold together. Thread-safe.</summary>
/// <remarks>Without it, a peer with 64 calls open on each of 4 connections could make the host hold 4 GiB.</remarks>
/// <param name="bytes">Bytes in all.</param>
/// <param name="refusal">What a call is told that does not fit.</param>
internal sealed class ByteBudget(long bytes, string refusal)
{
    private long _left = bytes;

    /// <summary>Takes the bytes of one message.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: too much is held already.</exception>
    public void Take(int length)
    {
        if (Interlocked.Add(ref _left, -length) < 0)
        {
            Return(length);
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, refusal);
        }
    }

    /// <summary>Gives the bytes back.</summary>
    public void Return(int length) => Interlocked.Add(ref _left, length);
}
