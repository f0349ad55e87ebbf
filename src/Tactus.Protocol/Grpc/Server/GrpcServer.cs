using System.Collections.Frozen;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>What Kestrel hands every HTTP/2 stream to.</summary>
internal sealed class GrpcServer(BrokerServiceBase service, BrokerListenerOptions options) : IHttpApplication<GrpcServerCall>
{
    public BrokerServiceBase Service => service;

    public BrokerListenerOptions Options => options;

    public ByteBudget Receiving { get; } = new(options.MaxReceivingBytes, "too many bytes of requests are arriving at once");

    public ByteBudget Sending { get; } = new(options.MaxSendingBytes, "too many bytes of answers are waiting to be read");

    public FrozenDictionary<string, GrpcServerMethod> Methods { get; } = new Dictionary<string, GrpcServerMethod>(StringComparer.Ordinal)
    {
        [BrokerMethods.Start.Path] = Unary(BrokerMethods.Start, service.Start),
        [BrokerMethods.Replay.Path] = Streaming(BrokerMethods.Replay, service.Replay),
        [BrokerMethods.Perform.Path] = Unary(BrokerMethods.Perform, service.Perform),
        [BrokerMethods.Emit.Path] = Unary(BrokerMethods.Emit, service.Emit),
        [BrokerMethods.Finish.Path] = Unary(BrokerMethods.Finish, service.Finish),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public GrpcServerCall CreateContext(IFeatureCollection contextFeatures) => new(contextFeatures, this);

    public Task ProcessRequestAsync(GrpcServerCall context) => context.RunAsync();

    public void DisposeContext(GrpcServerCall context, Exception? exception)
    {
    }

    private static UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, Func<TRequest, BrokerCallContext, Task<TResponse>> handler)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse> => new(method, handler);

    private static StreamingServerMethod<TRequest, TResponse> Streaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, Func<TRequest, IServerStreamWriter<TResponse>, BrokerCallContext, Task> handler)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse> => new(method, handler);
}
