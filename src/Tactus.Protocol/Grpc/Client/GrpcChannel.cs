using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Tactus.Protocol.Grpc.Client;

/// <summary>One HTTP/2 connection over a Unix socket, and the calls on it.</summary>
/// <remarks>
/// Thread-safe. The connection is made once: when it is lost, every later call fails with UNAVAILABLE, because a guest must not
/// go on behind its broker's back, and because a locked-down guest cannot open a second socket.
/// </remarks>
public sealed class GrpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly CancellationTokenSource _disconnected = new();
    private readonly string? _authorization;
    private readonly WatchedStream _connection;
    private int _taken;

    private GrpcChannel(Socket socket, string? authorization)
    {
        _authorization = authorization;
        _connection = new WatchedStream(socket, OnLost);
        _invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = TakeConnectionAsync,
                ActivityHeadersPropagator = null,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                KeepAlivePingDelay = Timeout.InfiniteTimeSpan,
                MaxResponseHeadersLength = 16,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
                UseCookies = false,
                UseProxy = false,
            },
            disposeHandler: true);
    }

    /// <summary>Cancelled once the connection is lost, or the channel disposed.</summary>
    public CancellationToken Disconnected => _disconnected.Token;

    /// <summary>Connects to a server's socket. The HTTP/2 handshake happens with the first call.</summary>
    /// <param name="socketPath">Path of the Unix socket.</param>
    /// <param name="authorization">Value of the <c>authorization</c> metadata of every call, or null.</param>
    /// <exception cref="GrpcException">UNAVAILABLE: nobody listens there.</exception>
    public static GrpcChannel Connect(string socketPath, string? authorization)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            return new GrpcChannel(socket, authorization);
        }
        catch (Exception error) when (error is SocketException or ArgumentOutOfRangeException)
        {
            socket.Dispose();
            throw new GrpcException(GrpcStatusCode.Unavailable, $"nobody listens on {socketPath}", error);
        }
    }

    /// <summary>Makes a call with one answer.</summary>
    /// <exception cref="GrpcException">The call failed; CANCELLED when <paramref name="cancellation"/> ended it.</exception>
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        GrpcCallOptions options = default,
        CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        using var deadline = GrpcDeadline.Start(options.Timeout, cancellation);
        try
        {
            using HttpResponseMessage response = await SendAsync(method, request, options, deadline.Token);
            using var reader = new GrpcMessageReader(await response.Content.ReadAsStreamAsync(deadline.Token), method.MaxResponseBytes);
            TResponse? message = await reader.ReadAsync(method.ResponseParser, deadline.Token);
            if (message is not null && await reader.ReadAsync(method.ResponseParser, deadline.Token) is not null)
            {
                throw new GrpcException(GrpcStatusCode.Unimplemented, "the server sent several messages where one is due");
            }

            return GrpcResponseStatus.Read(response) is { } failure
                ? throw failure
                : message ?? throw new GrpcException(GrpcStatusCode.Unimplemented, "the server sent no message where one is due");
        }
        catch (Exception error) when (GrpcFailure.IsTransport(error))
        {
            throw GrpcFailure.From(error, deadline.HasPassed, cancellation.IsCancellationRequested);
        }
    }

    /// <summary>Makes a call with a stream of answers. Leaving the loop early cancels the call.</summary>
    /// <exception cref="GrpcException">The call failed; CANCELLED when <paramref name="cancellation"/> ended it.</exception>
    public async IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        GrpcCallOptions options = default,
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        using var deadline = GrpcDeadline.Start(options.Timeout, cancellation);
        using HttpResponseMessage response = await GuardAsync(SendAsync(method, request, options, deadline.Token), deadline, cancellation);
        using var reader = new GrpcMessageReader(await response.Content.ReadAsStreamAsync(deadline.Token), method.MaxResponseBytes);
        while (await GuardAsync(reader.ReadAsync(method.ResponseParser, deadline.Token).AsTask(), deadline, cancellation) is { } message)
        {
            yield return message;
        }

        if (GrpcResponseStatus.Read(response) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _invoker.Dispose();

        // The HTTP layer keeps a connection open for calls that still run.
        _connection.Dispose();
    }

    private static async Task<T> GuardAsync<T>(Task<T> step, GrpcDeadline deadline, CancellationToken cancellation)
    {
        try
        {
            return await step;
        }
        catch (Exception error) when (GrpcFailure.IsTransport(error))
        {
            throw GrpcFailure.From(error, deadline.HasPassed, cancellation.IsCancellationRequested);
        }
    }

    private async Task<HttpResponseMessage> SendAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions options, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        HttpResponseMessage response = await _invoker.SendAsync(CreateRequest(method, request, options), cancellation);
        try
        {
            GrpcResponseStatus.CheckHeaders(response);
            return GrpcResponseStatus.IsTrailersOnly(response) && GrpcResponseStatus.Read(response.Headers) is { } failure
                ? throw failure
                : response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private HttpRequestMessage CreateRequest<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions options)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var message = new HttpRequestMessage(HttpMethod.Post, method.Address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new GrpcRequestContent(request),
        };
        message.Headers.TryAddWithoutValidation(GrpcHeaders.Te, GrpcHeaders.Trailers);
        if (_authorization is not null)
        {
            message.Headers.TryAddWithoutValidation(GrpcHeaders.Authorization, _authorization);
        }

        if (options.Timeout is { } timeout)
        {
            message.Headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(timeout));
        }

        foreach (KeyValuePair<string, string> entry in options.Metadata ?? GrpcMetadata.Empty)
        {
            message.Headers.TryAddWithoutValidation(entry.Key, entry.Value);
        }

        return message;
    }

    private ValueTask<Stream> TakeConnectionAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        Interlocked.Exchange(ref _taken, 1) == 0
            ? ValueTask.FromResult<Stream>(_connection)
            : throw new IOException("the connection is lost, and there is no second one");

    private void OnLost() => _disconnected.Cancel();
}
