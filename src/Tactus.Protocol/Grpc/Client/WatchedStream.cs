using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Tactus.Protocol.Grpc.Client;

/// <summary>The connection's stream, which tells once when the other end is gone.</summary>
/// <remarks>The HTTP/2 layer always has a read pending, so the end is seen when it happens and not at the next call.</remarks>
internal sealed class WatchedStream(Socket socket, Action lost) : NetworkStream(socket, ownsSocket: true)
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = 0;
        try
        {
            read = await base.ReadAsync(buffer, cancellationToken);
            return read;
        }
        finally
        {
            // The HTTP/2 layer reads no bytes into no buffer to learn when there is something to read.
            if (read == 0 && buffer.Length > 0)
            {
                lost();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            lost();
        }
    }
}
