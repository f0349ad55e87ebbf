using Tactus.Language.Running;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Session;

/// <summary>Carries a procedure's effects and lines to the broker.</summary>
/// <remarks>The Lua thread waits for each answer: there is nothing else for it to do, and its CPU clock stands still meanwhile.</remarks>
internal sealed class BrokerChannel(BrokerClient broker) : IEffectChannel
{
    /// <inheritdoc/>
    public PerformResponse Perform(PerformRequest request) => broker.PerformAsync(request).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Emit(EmitRequest request) => broker.EmitAsync(request).GetAwaiter().GetResult();
}
