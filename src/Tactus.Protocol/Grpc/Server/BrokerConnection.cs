using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>One accepted connection: who is at its other end, and whether that end has shown a token yet.</summary>
internal sealed class BrokerConnection(ConnectionContext connection, BrokerServiceBase service, BrokerListenerOptions options)
{
    private volatile bool _known;
    private int _reported;

    /// <summary>Called when a call over this connection was authenticated.</summary>
    public void MarkAsKnown() => _known = true;

    /// <summary>Serves the connection to its end.</summary>
    public async Task ServeAsync(ConnectionDelegate next)
    {
        if (options.PeerUserId is { } expected
            && PeerCredentials.UserIdOf(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket) != expected)
        {
            connection.Abort(new ConnectionAbortedException("the peer belongs to another user"));
            return;
        }

        connection.Features.Set(this);
        service.OnConnected(connection.ConnectionId);
        await using ITimer limit = options.TimeProvider.CreateTimer(
            static state => ((BrokerConnection)state!).AbortIfUnknown(), this, options.ReceiveTimeout, Timeout.InfiniteTimeSpan);

        // Kestrel lets running calls end before `next` returns; a handler that waits for a tool must not hide that its guest is gone.
        await using CancellationTokenRegistration closed = connection.ConnectionClosed.Register(ReportEnd);
        try
        {
            await next(connection);
        }
        finally
        {
            ReportEnd();
        }
    }

    private void ReportEnd()
    {
        if (Interlocked.Exchange(ref _reported, 1) == 0)
        {
            service.OnDisconnected(connection.ConnectionId);
        }
    }

    private void AbortIfUnknown()
    {
        // Connections are few, and silence is allowed: without this, strangers that say nothing would hold them all.
        if (!_known)
        {
            connection.Abort(new ConnectionAbortedException("no call with a token came in time"));
        }
    }
}
