using Tactus.Protocol.V1;

namespace Tactus.Protocol.Grpc;

/// <summary>The methods of <c>tactus.broker.v1.Broker</c>. A test holds this table against the contract in protos/.</summary>
public static class BrokerMethods
{
    /// <summary>Full name of the service.</summary>
    public const string Service = "tactus.broker.v1.Broker";

    /// <summary>Asks what to run.</summary>
    public static GrpcMethod<StartRequest, StartResponse> Start { get; } =
        new(Service, nameof(Start), serverStreaming: false, StartRequest.Parser, StartResponse.Parser, GrpcLimits.MaxStartResponseBytes);

    /// <summary>Streams the journal entries of an earlier execution.</summary>
    public static GrpcMethod<ReplayRequest, ReplayEntry> Replay { get; } =
        new(Service, nameof(Replay), serverStreaming: true, ReplayRequest.Parser, ReplayEntry.Parser);

    /// <summary>Asks for one effect.</summary>
    public static GrpcMethod<PerformRequest, PerformResponse> Perform { get; } =
        new(Service, nameof(Perform), serverStreaming: false, PerformRequest.Parser, PerformResponse.Parser);

    /// <summary>Hands over log lines and events.</summary>
    public static GrpcMethod<EmitRequest, EmitResponse> Emit { get; } =
        new(Service, nameof(Emit), serverStreaming: false, EmitRequest.Parser, EmitResponse.Parser);

    /// <summary>Tells how the procedure ended.</summary>
    public static GrpcMethod<FinishRequest, FinishResponse> Finish { get; } =
        new(Service, nameof(Finish), serverStreaming: false, FinishRequest.Parser, FinishResponse.Parser);
}
