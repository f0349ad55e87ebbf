// Proves that our client and our server understand each other: answers, failures, streams, metadata and sizes.
using Google.Protobuf;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Grpc;

public sealed class BrokerPairTests : IAsyncLifetime
{
    private BrokerPair _pair = null!;

    private BrokerClient Client => _pair.Client;

    public async Task InitializeAsync() => _pair = await BrokerPair.StartAsync();

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    [Fact]
    public async Task An_effect_is_answered()
    {
        PerformResponse response = await Client.PerformAsync(
            new PerformRequest { Name = "echo", Key = new EffectKey { Branch = "main", Position = 5 }, Arguments = ByteString.CopyFromUtf8("hello") });

        response.Result.ToStringUtf8().ShouldBe("hello");
        response.Delivery.ShouldBe(5UL);
    }

    [Fact]
    public async Task Every_method_reaches_its_handler()
    {
        (await Client.StartAsync(new StartRequest { LanguageVersion = "1.0" })).RunId.ShouldBe("run of 1.0");
        await Client.EmitAsync(new EmitRequest { Events = { new Event(), new Event() } });
        (await Client.ReplayAsync(new ReplayRequest { FromDelivery = 0 }).CountAsync()).ShouldBe(0);
        GrpcException refused = await Should.ThrowAsync<GrpcException>(Client.FinishAsync(new FinishRequest()));

        refused.Status.ShouldBe(GrpcStatusCode.Unimplemented, "the scripted broker does not override Finish");
        _pair.Broker.Handled.ShouldBe(["Start", "Emit 2", "Replay"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_085)]
    [InlineData(4_096)]
    [InlineData(65_536)]
    [InlineData(1_048_576)]
    [InlineData(16_777_000)]
    public async Task Messages_of_every_size_pass_both_ways(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);

        PerformResponse response = await Client.PerformAsync(new PerformRequest { Name = "echo", Arguments = ByteString.CopyFrom(content) });

        response.Result.Span.SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_request_above_the_limit_is_refused_and_the_connection_lives_on()
    {
        var request = new PerformRequest { Name = "echo", Arguments = ByteString.CopyFrom(new byte[GrpcLimits.MaxMessageBytes]) };

        GrpcException refused = await Should.ThrowAsync<GrpcException>(Client.PerformAsync(request));

        refused.Status.ShouldBe(GrpcStatusCode.ResourceExhausted);
        await An_effect_is_answered();
    }

    [Fact]
    public async Task An_answer_above_the_limit_fails_and_the_connection_lives_on()
    {
        var request = new PerformRequest { Name = "large", Attempt = GrpcLimits.MaxMessageBytes };

        GrpcException refused = await Should.ThrowAsync<GrpcException>(Client.PerformAsync(request));

        refused.Status.ShouldBe(GrpcStatusCode.ResourceExhausted);
        await An_effect_is_answered();
    }

    [Fact]
    public async Task A_failure_carries_status_text_and_details()
    {
        GrpcException failure = await Should.ThrowAsync<GrpcException>(Client.PerformAsync(new PerformRequest { Name = "fail" }));

        failure.Status.ShouldBe(GrpcStatusCode.FailedPrecondition);
        failure.Detail.ShouldBe("100% nö, \"never\"\n");
        failure.StatusDetails.ToArray().ShouldBe(new byte[] { 9, 8, 7, 0 });
    }

    [Fact]
    public async Task An_unforeseen_exception_tells_the_caller_nothing_and_the_host_everything()
    {
        GrpcException failure = await Should.ThrowAsync<GrpcException>(Client.PerformAsync(new PerformRequest { Name = "crash" }));

        failure.Status.ShouldBe(GrpcStatusCode.Unknown);
        failure.ToString().ShouldNotContain("1234");
        _pair.Broker.Faults.ShouldHaveSingleItem().Message.ShouldContain("1234");
    }

    [Fact]
    public async Task Metadata_pass_both_ways()
    {
        var metadata = new GrpcMetadata { { "x-sent", "some text" }, { "x-sent-bin", [0, 255, 10] } };

        GrpcException failure = await Should.ThrowAsync<GrpcException>(
            Client.PerformAsync(new PerformRequest { Name = "metadata" }, new GrpcCallOptions { Metadata = metadata }));

        failure.Detail.ShouldBe("some text");
        failure.Trailers.Get("x-seen").ShouldBe("some text");
        failure.Trailers.GetBinary("x-seen-bin").ShouldBe(new byte[] { 0, 255, 10 });
    }

    [Fact]
    public async Task A_stream_keeps_its_order()
    {
        List<ulong> positions = await Client.ReplayAsync(new ReplayRequest { FromDelivery = 2_000 })
            .Select(static entry => entry.Key.Position).ToListAsync();

        positions.ShouldBe(Enumerable.Range(1, 2_000).Select(static number => (ulong)number));
    }

    [Fact]
    public async Task A_stream_that_fails_gives_what_came_before_and_then_the_failure()
    {
        var seen = new List<ulong>();
        GrpcException failure = await Should.ThrowAsync<GrpcException>(async () =>
        {
            await foreach (ReplayEntry entry in Client.ReplayAsync(new ReplayRequest { FromDelivery = 3 }))
            {
                seen.Add(entry.Key.Position);
            }
        });

        seen.ShouldBe([1UL, 2UL, 3UL]);
        failure.Status.ShouldBe(GrpcStatusCode.DataLoss);
        failure.StatusDetails.ToArray().ShouldBe(new byte[] { 1, 0, 255 });
    }

    [Fact]
    public async Task Many_calls_at_once_get_their_own_answers()
    {
        PerformResponse[] answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Client.PerformAsync(
            new PerformRequest { Name = "echo", Key = new EffectKey { Position = (ulong)number } })));

        answers.Select(static answer => answer.Delivery).ShouldBe(Enumerable.Range(0, 500).Select(static number => (ulong)number));
        _pair.Broker.Connections.Count.ShouldBe(1);
    }
}
