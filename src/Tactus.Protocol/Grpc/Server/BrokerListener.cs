using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>A broker that listens on a Unix socket of its own until it is disposed.</summary>
/// <remarks>Kestrel is made without the generic host, whose start costs more than the rest of a run's.</remarks>
public sealed class BrokerListener : IAsyncDisposable
{
    /// <summary>
    /// Kestrel adds a timeout to its clock in nanoseconds. With an infinite one the sum overflows, and every connection that is idle
    /// when its one-second heartbeat comes is closed with GOAWAY.
    /// </summary>
    private static readonly TimeSpan LongerThanAnyRun = TimeSpan.FromDays(3650);

    private readonly KestrelServer _server;
    private readonly BrokerListenerOptions _options;
    private int _disposed;

    private BrokerListener(string socketPath, KestrelServer server, BrokerListenerOptions options)
    {
        SocketPath = socketPath;
        _server = server;
        _options = options;
    }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="socketPath">
    /// Path of the socket to make, at most 107 bytes, in a directory that only the run's own user can enter. Nothing may be there yet.
    /// </param>
    /// <param name="service">Answers the calls.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="TactusException">TAC3090: the socket cannot be made there.</exception>
    public static Task<BrokerListener> StartAsync(string socketPath, BrokerServiceBase service, CancellationToken cancellation = default) =>
        StartAsync(socketPath, service, new BrokerListenerOptions(), cancellation);

    /// <summary>Starts to listen, with limits of the caller's own.</summary>
    /// <inheritdoc cref="StartAsync(string, BrokerServiceBase, CancellationToken)"/>
    public static async Task<BrokerListener> StartAsync(
        string socketPath, BrokerServiceBase service, BrokerListenerOptions options, CancellationToken cancellation = default)
    {
        KestrelServer? server = null;
        try
        {
            var transport = new SocketTransportFactory(
                Options.Create(new SocketTransportOptions { CreateBoundListenSocket = endpoint => Bind(endpoint, options.SocketMode) }),
                NullLoggerFactory.Instance);
            server = new KestrelServer(
                Options.Create(CreateKestrelOptions(socketPath, service, options)), transport, NullLoggerFactory.Instance);
            await server.StartAsync(new GrpcServer(service, options), cancellation);
            return new BrokerListener(socketPath, server, options);
        }
        catch (Exception error) when (error is SocketException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            server?.Dispose();
            throw new TactusException(
                "TAC3090", $"the broker cannot listen on {socketPath}: {error.Message}",
                "choose a shorter state directory that is writable", inner: error);
        }
    }

    /// <summary>Ends every connection, after the grace for running calls, and removes the socket file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        using (var grace = new CancellationTokenSource(_options.ShutdownGrace, _options.TimeProvider))
        {
            await _server.StopAsync(grace.Token);
        }

        _server.Dispose();
        File.Delete(SocketPath);
    }

    private static Socket Bind(EndPoint endpoint, UnixFileMode mode)
    {
        // Nobody can connect between bind and listen, so the permissions hold from the first connection on.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endpoint);
            File.SetUnixFileMode(endpoint.ToString()!, mode);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static KestrelServerOptions CreateKestrelOptions(string socketPath, BrokerServiceBase service, BrokerListenerOptions options)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxRequestBodySize = GrpcLimits.MaxMessageBytes + GrpcFrame.PrefixLength;
        limits.MaxRequestHeaderCount = 32;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

        // A guest may compute for hours between two effects: silence ends nothing. What trickles in is bounded by ReceiveTimeout.
        limits.KeepAliveTimeout = LongerThanAnyRun;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.Http2.KeepAlivePingDelay = Timeout.InfiniteTimeSpan;
        limits.Http2.MaxStreamsPerConnection = options.MaxConcurrentCalls;
        limits.Http2.MaxRequestHeaderFieldSize = 8 * 1024;
        limits.Http2.HeaderTableSize = 4 * 1024;
        limits.Http2.MaxFrameSize = 16 * 1024;

        kestrel.ListenUnixSocket(socketPath, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => connection => new BrokerConnection(connection, service, options).ServeAsync(next));
        });
        return kestrel;
    }
}
