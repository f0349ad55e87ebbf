using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;

namespace Tactus.Engine.Guests;

/// <summary>A broker that gives nothing away and does nothing: every answer is empty.</summary>
internal sealed class RehearsalBroker : BrokerServiceBase
{
    /// <inheritdoc/>
    public override void Authenticate(BrokerCallContext context)
    {
        // There is nothing behind this socket, and only its maker reaches it.
    }

    /// <inheritdoc/>
    public override Task<StartResponse> Start(StartRequest request, BrokerCallContext context) => Task.FromResult(new StartResponse());

    /// <inheritdoc/>
    public override Task<PerformResponse> Perform(PerformRequest request, BrokerCallContext context) => Task.FromResult(new PerformResponse());

    /// <inheritdoc/>
    public override Task<FinishResponse> Finish(FinishRequest request, BrokerCallContext context) => Task.FromResult(new FinishResponse());
}
