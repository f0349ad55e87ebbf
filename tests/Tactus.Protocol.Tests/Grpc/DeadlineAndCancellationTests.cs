// Proves that a call ends at its deadline, when its caller gives up and when either end goes away, and that the handler learns of it.
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Grpc;

public sealed class DeadlineAndCancellationTests : IAsyncLifetime
{
    private BrokerPair _pair = null!;

    public async Task InitializeAsync() => _pair = await BrokerPair.StartAsync();

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task A_deadline_ends_the_call_on_both_ends()
    {
        var options = new GrpcCallOptions { Timeout = TimeSpan.FromSeconds(4) };

        GrpcException failure = await Should.ThrowAsync<GrpcException>(_pair.Client.PerformAsync(new PerformRequest { Name = "wait" }, options));

        failure.Status.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        await _pair.Broker.Cancelled.Task.WaitAsync(BrokerPair.Patience);
    }

    [Fact]
    public async Task A_handler_sees_the_deadline()
    {
        var options = new GrpcCallOptions { Timeout = TimeSpan.FromMinutes(3) };

        PerformResponse bounded = await _pair.Client.PerformAsync(new PerformRequest { Name = "timeout" }, options);
        PerformResponse unbounded = await _pair.Client.PerformAsync(new PerformRequest { Name = "timeout" });

        TimeSpan.FromTicks(bounded.ClockUnixNanos).ShouldBe(TimeSpan.FromMinutes(3));
        unbounded.ClockUnixNanos.ShouldBe(-1);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_never_reaches_the_handler()
    {
        var options = new GrpcCallOptions { Timeout = TimeSpan.Zero };

        GrpcException failure = await Should.ThrowAsync<GrpcException>(_pair.Client.PerformAsync(new PerformRequest { Name = "echo" }, options));

        failure.Status.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_handler()
    {
        using var caller = new CancellationTokenSource();
        Task<PerformResponse> call = _pair.Client.PerformAsync(new PerformRequest { Name = "wait" }, cancellation: caller.Token);
        await _pair.Broker.Waiting.Task.WaitAsync(BrokerPair.Patience);

        await caller.CancelAsync();

        (await Should.ThrowAsync<GrpcException>(call)).Status.ShouldBe(GrpcStatusCode.Cancelled);
        await _pair.Broker.Cancelled.Task.WaitAsync(BrokerPair.Patience);
        (await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" })).ShouldNotBeNull();
    }

    [Fact]
    public async Task Leaving_a_stream_early_cancels_its_handler()
    {
        await foreach (ReplayEntry entry in _pair.Client.ReplayAsync(new ReplayRequest { FromDelivery = 4 }))
        {
            if (entry.Key.Position == 4)
            {
                break;
            }
        }

        await _pair.Broker.Cancelled.Task.WaitAsync(BrokerPair.Patience);
    }

    [Fact]
    public async Task What_nobody_will_read_cannot_be_written()
    {
        await foreach (ReplayEntry entry in _pair.Client.ReplayAsync(new ReplayRequest { FromDelivery = ScriptedBroker.Deaf }))
        {
            entry.Key.Position.ShouldBe(1UL);
            break;
        }

        (await _pair.Broker.Unread.Task.WaitAsync(BrokerPair.Patience)).Status.ShouldBe(GrpcStatusCode.Cancelled);
    }

    [Fact]
    public async Task A_deadline_ends_a_stream()
    {
        var options = new GrpcCallOptions { Timeout = TimeSpan.FromMilliseconds(300) };

        GrpcException failure = await Should.ThrowAsync<GrpcException>(
            async () => await _pair.Client.ReplayAsync(new ReplayRequest { FromDelivery = 4 }, options).CountAsync());

        failure.Status.ShouldBe(GrpcStatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_handler_and_is_noticed()
    {
        Task<PerformResponse> call = _pair.Client.PerformAsync(new PerformRequest { Name = "wait" });
        await _pair.Broker.Waiting.Task.WaitAsync(BrokerPair.Patience);

        _pair.Client.Dispose();

        await _pair.Broker.Cancelled.Task.WaitAsync(BrokerPair.Patience);
        await _pair.Broker.Disconnected.Task.WaitAsync(BrokerPair.Patience);
        await Should.ThrowAsync<GrpcException>(call);
    }

    [Fact]
    public async Task A_listener_that_goes_away_ends_calls_and_is_noticed_between_calls()
    {
        Task<PerformResponse> call = _pair.Client.PerformAsync(new PerformRequest { Name = "wait" });
        await _pair.Broker.Waiting.Task.WaitAsync(BrokerPair.Patience);
        var lost = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = _pair.Client.Disconnected.Register(() => lost.TrySetResult());

        await _pair.Listener.DisposeAsync();

        (await Should.ThrowAsync<GrpcException>(call)).Status.ShouldBeOneOf(GrpcStatusCode.Cancelled, GrpcStatusCode.Unavailable, GrpcStatusCode.Internal);
        await lost.Task.WaitAsync(BrokerPair.Patience);
        GrpcException later = await Should.ThrowAsync<GrpcException>(_pair.Client.PerformAsync(new PerformRequest { Name = "echo" }));
        later.Status.ShouldBe(GrpcStatusCode.Unavailable, "there is no second connection");
    }
}
