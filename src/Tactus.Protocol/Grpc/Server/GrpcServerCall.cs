using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>One call on the server, from its headers to its trailers.</summary>
internal sealed class GrpcServerCall(IFeatureCollection features, GrpcServer server)
{
    /// <summary>Up to this length, 64 KiB, an answer may wait unread without being counted: Kestrel buffers as much for a call anyway.</summary>
    private const int ShortMessageBytes = 64 * 1024;

    private static readonly StringValues OkStatus = new("0");

    private readonly IHttpRequestFeature _request = features.GetRequiredFeature<IHttpRequestFeature>();
    private readonly IHttpResponseFeature _response = features.GetRequiredFeature<IHttpResponseFeature>();
    private readonly IHttpResponseBodyFeature _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
    private bool _answering;

    /// <summary>Answers the call. Throws only what the HTTP layer throws when the connection is gone.</summary>
    public async Task RunAsync()
    {
        if (!IsGrpc())
        {
            return;
        }

        _response.Headers.ContentType = GrpcHeaders.GrpcContentType;
        CancellationToken aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        ServerDeadline deadline = default;
        BrokerCallContext? context = null;
        try
        {
            TimeSpan? timeout = CheckHeaders(out GrpcServerMethod method);
            deadline = ServerDeadline.Start(timeout, server.Options.TimeProvider, aborted);
            context = CreateContext(timeout, deadline.Token);
            server.Service.Authenticate(context);
            features.GetRequiredFeature<BrokerConnection>().MarkAsKnown();
            await method.InvokeAsync(this, context);
            WriteStatus(null, context);
        }
        catch (GrpcException failure)
        {
            WriteStatus(failure, context);
        }
        catch (Exception fault)
        {
            WriteStatus(Explain(fault, context, deadline.HasPassed), context);
        }
        finally
        {
            deadline.Dispose();
        }
    }

    /// <summary>Reads the request message within the time that the listener allows.</summary>
    public async ValueTask<TRequest> ReceiveAsync<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        PipeReader body = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        using var timeout = new CancellationTokenSource(server.Options.ReceiveTimeout, server.Options.TimeProvider);
        try
        {
            return await GrpcRequestReader.ReadAsync(body, method.RequestParser, method.MaxRequestBytes, server.Receiving, timeout.Token);
        }
        catch (OperationCanceledException error) when (timeout.IsCancellationRequested)
        {
            throw new GrpcException(
                GrpcStatusCode.DeadlineExceeded,
                $"the request did not arrive within {server.Options.ReceiveTimeout.TotalSeconds} seconds",
                error);
        }
        catch (BadHttpRequestException error)
        {
            throw new GrpcException(
                error.StatusCode == StatusCodes.Status413PayloadTooLarge ? GrpcStatusCode.ResourceExhausted : GrpcStatusCode.Internal,
                "the request's body is refused", error);
        }
        catch (IOException error)
        {
            throw new GrpcException(GrpcStatusCode.Cancelled, "the caller went away in the middle of its request", error);
        }
    }

    /// <summary>Writes one message of the answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="maxLength">Longest message that the contract allows, in bytes.</param>
    /// <param name="flush">True to send it now; false to let a short one wait for the trailers, which saves a write.</param>
    /// <param name="cancellation">Gives up waiting for the peer to read.</param>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: it is too long, or the peer lets too much lie unread. CANCELLED: the peer is gone.</exception>
    public ValueTask SendAsync(IMessage message, int maxLength, bool flush, CancellationToken cancellation)
    {
        int length = message.CalculateSize();
        if (length > maxLength)
        {
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"the answer is {length} bytes long; the limit is {maxLength}");
        }

        if (length > ShortMessageBytes)
        {
            return SendLongAsync(message, length, cancellation);
        }

        Write(message, length);
        return flush ? FlushAsync(cancellation) : ValueTask.CompletedTask;
    }

    private async ValueTask SendLongAsync(IMessage message, int length, CancellationToken cancellation)
    {
        server.Sending.Take(length);
        try
        {
            Write(message, length);
            await FlushAsync(cancellation);
        }
        finally
        {
            server.Sending.Return(length);
        }
    }

    private void Write(IMessage message, int length)
    {
        _answering = true;
        PipeWriter writer = _body.Writer;
        GrpcFrame.WritePrefix(writer.GetSpan(GrpcFrame.PrefixLength), length);
        writer.Advance(GrpcFrame.PrefixLength);
        message.WriteTo((IBufferWriter<byte>)writer);
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        // A wait that its caller cannot end is ended by the peer's going.
        CancellationToken gone = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        FlushResult flushed;
        try
        {
            flushed = await _body.Writer.FlushAsync(cancellation.CanBeCanceled ? cancellation : gone);
        }
        catch (OperationCanceledException) when (!cancellation.CanBeCanceled)
        {
            throw Gone();
        }

        cancellation.ThrowIfCancellationRequested();

        // What is written to a stream that the peer has reset goes nowhere without a word, and the token that tells of it may come much later.
        if (flushed.IsCompleted)
        {
            throw Gone();
        }
    }

    private static GrpcException Gone() => new(GrpcStatusCode.Cancelled, "the caller went away before it had its whole answer");

    private bool IsGrpc()
    {
        if (_request.Method != HttpMethods.Post)
        {
            _response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return false;
        }

        if (!GrpcHeaders.IsGrpcContentType(_request.Headers.ContentType))
        {
            _response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        return true;
    }

    private TimeSpan? CheckHeaders(out GrpcServerMethod method)
    {
        IHeaderDictionary headers = _request.Headers;
        if (!server.Methods.TryGetValue(_request.Path, out GrpcServerMethod? found) || _request.QueryString.Length > 0)
        {
            throw new GrpcException(GrpcStatusCode.Unimplemented, "there is no such method");
        }

        method = found;
        if (headers[GrpcHeaders.Te] != GrpcHeaders.Trailers)
        {
            throw new GrpcException(GrpcStatusCode.Internal, "the header 'te: trailers' is missing");
        }

        if (headers.TryGetValue(GrpcHeaders.Encoding, out StringValues encoding) && encoding != GrpcHeaders.Identity)
        {
            _response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.Identity;
            throw new GrpcException(GrpcStatusCode.Unimplemented, "only grpc-encoding identity is spoken here");
        }

        if (!headers.TryGetValue(GrpcHeaders.Timeout, out StringValues text))
        {
            return null;
        }

        return text is [{ } one] && GrpcTimeout.TryParse(one, out TimeSpan timeout)
            ? timeout
            : throw new GrpcException(GrpcStatusCode.Internal, "the header grpc-timeout is malformed");
    }

    private BrokerCallContext CreateContext(TimeSpan? timeout, CancellationToken cancellation) =>
        new(_request.Path, features.GetRequiredFeature<IHttpConnectionFeature>().ConnectionId, _request.Headers, timeout, cancellation);

    private GrpcException Explain(Exception fault, BrokerCallContext? context, bool deadlinePassed)
    {
        if (fault is OperationCanceledException)
        {
            return deadlinePassed
                ? new GrpcException(GrpcStatusCode.DeadlineExceeded, "the deadline passed before the answer was ready", fault)
                : new GrpcException(GrpcStatusCode.Cancelled, "the handler gave the call up", fault);
        }

        if (context is not null)
        {
            server.Service.OnHandlerFault(context, fault);
        }

        // The text of an unforeseen exception may hold anything, a secret too: it stays here.
        return new GrpcException(GrpcStatusCode.Unknown, "the handler failed", fault);
    }

    private void WriteStatus(GrpcException? failure, BrokerCallContext? context)
    {
        // A unary answer that was written but not sent can still be followed by a failure; one without messages goes out as headers alone.
        IHeaderDictionary target = _answering || failure is null
            ? features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : _response.Headers;
        target[GrpcHeaders.Status] = failure is null ? OkStatus : ((int)failure.Status).ToString(CultureInfo.InvariantCulture);
        if (failure is not null)
        {
            target[GrpcHeaders.Message] = GrpcMessageText.Encode(failure.Detail);
            if (!failure.StatusDetails.IsEmpty)
            {
                target[GrpcHeaders.StatusDetails] = GrpcBinaryHeader.Encode(failure.StatusDetails.Span);
            }
        }

        context?.WriteTrailers(target);
    }
}
