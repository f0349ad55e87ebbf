using Tactus.Broker.Sessions;
using Tactus.Guest.Session;
using Tactus.Language.Running;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;
using Tactus.Simulation.Tests.Scheduling;

namespace Tactus.Simulation.Tests.Running;

/// <summary>The wire between a guest and its broker, without a socket: requests arrive at once, replies as late and in such an order as the scheduler will.</summary>
internal sealed class GuestChannel(SessionService session, BrokerCallContext context, Scheduler scheduler, Chance? chance) : IEffectChannel
{
    private readonly DeliveryOrder _order = new();
    private Queue<ReplayEntry>? _history;

    /// <inheritdoc/>
    public PerformResponse Perform(PerformRequest request)
    {
        PerformResponse response = scheduler.Wait(AskAsync(request));
        _order.Pass(response.Delivery);
        return response;
    }

    /// <inheritdoc/>
    public void Begin(PerformRequest request)
    {
        _order.Expect();
        _ = AnswerAsync(request);
        scheduler.ThrowIfDead();
    }

    /// <inheritdoc/>
    public BegunAnswer Await()
    {
        BegunAnswer? answer = null;
        scheduler.RunUntil(() => (answer = _order.TryTake()) is not null);
        return answer!.Value;
    }

    /// <inheritdoc/>
    public ReplayEntry? ReadRecorded()
    {
        if (_history is null)
        {
            var writer = new QueueWriter();
            scheduler.Wait(session.Replay(new ReplayRequest(), writer, context));
            _history = writer.Entries;
        }

        if (!_history.TryDequeue(out ReplayEntry? entry))
        {
            return null;
        }

        _order.Pass(entry.Response.Delivery);
        return entry;
    }

    /// <inheritdoc/>
    public void Emit(EmitRequest request)
    {
        scheduler.Wait(session.Emit(request, context));
        if (chance?.OneIn(8) == true)
        {
            scheduler.Wait(session.Emit(request, context));
        }
    }

    private async Task AnswerAsync(PerformRequest request)
    {
        try
        {
            _order.Add(new BegunAnswer(request.Key.Branch, await AskAsync(request)));
        }
        catch (Exception error)
        {
            _order.Fail(error);
        }
    }

    private async Task<PerformResponse> AskAsync(PerformRequest request)
    {
        // The wire copies what is sent, and what is answered.
        PerformResponse response = await session.Perform(PerformRequest.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(request)), context);
        await scheduler.TurnAsync();
        return response.Clone();
    }

    private sealed class QueueWriter : IServerStreamWriter<ReplayEntry>
    {
        public Queue<ReplayEntry> Entries { get; } = [];

        public Task WriteAsync(ReplayEntry message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(ReplayEntry message, CancellationToken cancellationToken)
        {
            Entries.Enqueue(message.Clone());
            return Task.CompletedTask;
        }
    }
}
