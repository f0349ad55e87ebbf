// Proves that our client can talk to a gRPC server that is not ours (grpcio): answers, streams, failures, limits, deadlines, cancellation.
using Google.Protobuf;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Interop;

public sealed class GrpcioServerTests : IAsyncLifetime
{
    private GrpcioServer _server = null!;

    public async Task InitializeAsync() => _server = await GrpcioServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Answers_of_every_size_arrive()
    {
        foreach (int size in (int[])[0, 10, 100_000, 10_000_000])
        {
            var request = new PerformRequest { Name = "echo", Arguments = ByteString.CopyFrom(new byte[size]), Key = new EffectKey { Position = 9 } };

            PerformResponse response = await _server.Client.PerformAsync(request);

            response.Result.Length.ShouldBe(size);
            response.Delivery.ShouldBe(9UL);
        }

        GrpcException refused = await Should.ThrowAsync<GrpcException>(
            _server.Client.PerformAsync(new PerformRequest { Name = "large", Attempt = GrpcLimits.MaxMessageBytes }));
        refused.Status.ShouldBe(GrpcStatusCode.ResourceExhausted);
        (await _server.Client.PerformAsync(new PerformRequest { Name = "echo" })).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failure_carries_status_text_details_and_trailers()
    {
        GrpcException failure = await Should.ThrowAsync<GrpcException>(_server.Client.PerformAsync(new PerformRequest { Name = "fail" }));

        failure.Status.ShouldBe(GrpcStatusCode.FailedPrecondition);
        failure.Detail.ShouldBe("100% nö, \"never\"\n");
        failure.StatusDetails.ToArray().ShouldBe(new byte[] { 9, 8, 7, 0 });
        failure.Trailers.Get("x-other").ShouldBe("value");
        failure.Trailers.GetBinary("x-other-bin").ShouldBe(new byte[] { 1, 254 });
    }

    [Fact]
    public async Task Token_metadata_and_deadline_reach_the_server()
    {
        var metadata = new GrpcMetadata { { "x-sent", "some text" }, { "x-sent-bin", [0, 255, 10] } };
        GrpcException failure = await Should.ThrowAsync<GrpcException>(
            _server.Client.PerformAsync(new PerformRequest { Name = "metadata" }, new GrpcCallOptions { Metadata = metadata }));
        PerformResponse bounded = await _server.Client.PerformAsync(
            new PerformRequest { Name = "timeout" }, new GrpcCallOptions { Timeout = TimeSpan.FromSeconds(600) });

        failure.Detail.ShouldBe($"Bearer {Convert.ToHexStringLower(ScriptedBroker.Token)}|some text|00ff0a");
        bounded.ClockUnixNanos.ShouldBeInRange(580, 600);
    }

    [Fact]
    public async Task A_method_that_the_server_lacks_is_unimplemented()
    {
        GrpcException failure = await Should.ThrowAsync<GrpcException>(_server.Client.FinishAsync(new FinishRequest()));

        failure.Status.ShouldBe(GrpcStatusCode.Unimplemented);
    }

    [Fact]
    public async Task A_deadline_ends_the_call_on_both_ends()
    {
        GrpcException failure = await Should.ThrowAsync<GrpcException>(_server.Client.PerformAsync(
            new PerformRequest { Name = "wait" }, new GrpcCallOptions { Timeout = TimeSpan.FromSeconds(1) }));

        failure.Status.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        (await _server.HearAsync()).ShouldBe("waiting");
        (await _server.HearAsync()).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_handler()
    {
        using var caller = new CancellationTokenSource();
        Task<PerformResponse> call = _server.Client.PerformAsync(new PerformRequest { Name = "wait" }, cancellation: caller.Token);
        (await _server.HearAsync()).ShouldBe("waiting");

        await caller.CancelAsync();

        (await Should.ThrowAsync<GrpcException>(call)).Status.ShouldBe(GrpcStatusCode.Cancelled);
        (await _server.HearAsync()).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Streams_keep_their_order_fail_late_and_can_be_left()
    {
        List<ulong> positions = await _server.Client.ReplayAsync(new ReplayRequest { FromDelivery = 1_000 })
            .Select(static entry => entry.Key.Position).ToListAsync();
        GrpcException failure = await Should.ThrowAsync<GrpcException>(
            async () => await _server.Client.ReplayAsync(new ReplayRequest { FromDelivery = 3 }).CountAsync());
        await foreach (ReplayEntry entry in _server.Client.ReplayAsync(new ReplayRequest { FromDelivery = 4 }))
        {
            if (entry.Key.Position == 4)
            {
                break;
            }
        }

        positions.ShouldBe(Enumerable.Range(1, 1_000).Select(static number => (ulong)number));
        failure.Status.ShouldBe(GrpcStatusCode.DataLoss);
        failure.Detail.ShouldBe("the journal ends in the middle");

        // Whether the server had begun to wait when the caller left is a matter of chance; that its call ends is not.
        string? heard;
        do
        {
            heard = await _server.HearAsync();
            heard.ShouldNotBeNull();
        }
        while (heard != "ended");
    }
}
