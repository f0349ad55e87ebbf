using Tactus.Language.Running;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Session;

/// <summary>Carries a procedure's effects and lines to the broker.</summary>
/// <remarks>
/// With one effect under way the Lua thread waits for its answer: there is nothing else for it to do, and its CPU clock stands still meanwhile.
/// Several go over the one connection side by side; their answers wait in <see cref="DeliveryOrder"/> until their turn.
/// </remarks>
internal sealed class BrokerChannel(BrokerClient broker) : IEffectChannel
{
    private readonly DeliveryOrder _order = new();
    private ReplayWindow? _history;

    /// <inheritdoc/>
    public PerformResponse Perform(PerformRequest request)
    {
        PerformResponse response = broker.PerformAsync(request).GetAwaiter().GetResult();
        _order.Pass(response.Delivery);
        return response;
    }

    /// <inheritdoc/>
    public void Begin(PerformRequest request)
    {
        _order.Expect();
        _ = PerformAsync(request);
    }

    /// <inheritdoc/>
    public BegunAnswer Await() => _order.Take();

    /// <inheritdoc/>
    public ReplayEntry? ReadRecorded()
    {
        _history ??= ReplayWindow.Open(broker);
        ReplayEntry? entry = _history.Take();
        if (entry is not null)
        {
            _order.Pass(entry.Response.Delivery);
        }

        return entry;
    }

    /// <inheritdoc/>
    public void Emit(EmitRequest request) => broker.EmitAsync(request).GetAwaiter().GetResult();

    private async Task PerformAsync(PerformRequest request)
    {
        try
        {
            _order.Add(new BegunAnswer(request.Key.Branch, await broker.PerformAsync(request)));
        }
        catch (Exception error)
        {
            // The Lua thread is the one that can end the guest in order: it learns of it when it asks for the next answer.
            _order.Fail(error);
        }
    }
}
