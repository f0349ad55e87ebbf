using Google.Protobuf;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>A method with one answer.</summary>
internal sealed class UnaryServerMethod<TRequest, TResponse>(
    GrpcMethod<TRequest, TResponse> method, Func<TRequest, BrokerCallContext, Task<TResponse>> handler) : GrpcServerMethod
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    /// <inheritdoc/>
    public override async Task InvokeAsync(GrpcServerCall call, BrokerCallContext context)
    {
        TRequest request = await call.ReceiveAsync(method);
        TResponse response = await handler(request, context);
        await call.SendAsync(response, method.MaxResponseBytes, flush: false, context.CancellationToken);
    }
}
