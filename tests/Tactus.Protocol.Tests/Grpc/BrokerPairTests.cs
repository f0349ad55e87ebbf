// Proves that our client and our server understand each other: answers, failures, streams, deadlines, cancellation, limits.
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
        GrpcException refused = await Should.ThrowAsync<GrpcException>(Client.FinishAsync(new FinishRequest()));

        refused.Status.ShouldBe(GrpcStatusCode.Unimplemented);
        _pair.Broker.Handled.ShouldBe(["Start", "Emit 2"]);
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

        response.Result.ToByteArray().ShouldBe(content);
    }
}
