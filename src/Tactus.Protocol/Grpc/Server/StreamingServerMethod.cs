using Google.Protobuf;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>A method with a stream of answers.</summary>
internal sealed class StreamingServerMethod<TRequest, TResponse>(
    GrpcMethod<TRequest, TResponse> method,
    Func<TRequest, IServerStreamWriter<TResponse>, BrokerCallContext, Task> handler) : GrpcServerMethod
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    /// <inheritdoc/>
    public override async Task InvokeAsync(GrpcServerCall call, BrokerCallContext context)
    {
        TRequest request = await call.ReceiveAsync(method);
        await handler(request, new Writer(call, context, method.MaxResponseBytes), context);
    }

    private sealed class Writer(GrpcServerCall call, BrokerCallContext context, int maxLength) : IServerStreamWriter<TResponse>
    {
        public Task WriteAsync(TResponse message) => WriteAsync(message, context.CancellationToken);

        public Task WriteAsync(TResponse message, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return call.SendAsync(message, maxLength, flush: true, cancellationToken).AsTask();
        }
    }
}
