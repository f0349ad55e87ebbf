using Tactus.Protocol.V1;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>A host's end of the broker's contract: derive from it and override the handlers.</summary>
/// <remarks>Handlers run concurrently, one for each call. They fail by throwing <see cref="GrpcException"/>.</remarks>
public abstract class BrokerServiceBase
{
    /// <summary>Decides whether a caller is who it should be. Runs before a byte of the message is read.</summary>
    /// <remarks>The peer can measure how long this takes: compare tokens in constant time.</remarks>
    /// <exception cref="GrpcException">UNAUTHENTICATED refuses the call.</exception>
    public abstract void Authenticate(BrokerCallContext context);

    /// <summary>Tells a guest what to run.</summary>
    public virtual Task<StartResponse> Start(StartRequest request, BrokerCallContext context) => throw Unimplemented(context);

    /// <summary>Streams the journal entries of an earlier execution, in delivery order.</summary>
    public virtual Task Replay(ReplayRequest request, IServerStreamWriter<ReplayEntry> responses, BrokerCallContext context) =>
        throw Unimplemented(context);

    /// <summary>Performs one effect.</summary>
    public virtual Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context) => throw Unimplemented(context);

    /// <summary>Takes log lines and events.</summary>
    public virtual Task<EmitResponse> Emit(EmitRequest request, BrokerCallContext context) => throw Unimplemented(context);

    /// <summary>Takes how the procedure ended.</summary>
    public virtual Task<FinishResponse> Finish(FinishRequest request, BrokerCallContext context) => throw Unimplemented(context);

    /// <summary>Called when a connection is accepted. Must not throw.</summary>
    public virtual void OnConnected(string connectionId)
    {
    }

    /// <summary>Called once when an accepted connection has ended, whoever ended it; calls over it may still run. Must not throw.</summary>
    public virtual void OnDisconnected(string connectionId)
    {
    }

    /// <summary>
    /// Called when a handler threw something else than a <see cref="GrpcException"/> or a cancellation. The caller only learns UNKNOWN.
    /// Must not throw.
    /// </summary>
    public virtual void OnHandlerFault(BrokerCallContext context, Exception fault)
    {
    }

    private static GrpcException Unimplemented(BrokerCallContext context) =>
        new(GrpcStatusCode.Unimplemented, $"{context.Method} is not offered here");
}
