// Proves that no request body can make our server allocate, wait or crash: each attack gets its status, and others are served on.
using Google.Protobuf;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Hostile;

public sealed class HostileMessageTests : IAsyncLifetime
{
    private const string Ok = "grpc-status 0";
    private const string DeadlineExceeded = "grpc-status 4";
    private const string ResourceExhausted = "grpc-status 8";
    private const string Unimplemented = "grpc-status 12";
    private const string Internal = "grpc-status 13";
    private const string Unauthenticated = "grpc-status 16";

    private static readonly byte[] Good = new PerformRequest { Name = "echo" }.ToByteArray();

    private BrokerPair _pair = null!;
    private RawHttp2 _raw = null!;

    public async Task InitializeAsync()
    {
        _pair = await BrokerPair.StartAsync(new BrokerListenerOptions { ReceiveTimeout = TimeSpan.FromSeconds(10) });
        await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        _pair.Broker.Handled.Clear();
        _raw = await RawHttp2.OpenAsync(_pair.Listener.SocketPath);
    }

    public async Task DisposeAsync()
    {
        // Whatever was tried: the other connection and its calls go on.
        (await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" })).ShouldNotBeNull();
        _pair.Broker.Faults.ShouldBeEmpty();
        _raw.Dispose();
        await _pair.DisposeAsync();
    }

    [Fact]
    public async Task Control_a_good_message_is_answered() => (await CallAsync(RawHttp2.Framed(Good))).ShouldBe(Ok);

    [Fact]
    public async Task A_length_of_four_gigabytes() => (await CallAsync(RawHttp2.Framed(Good, length: uint.MaxValue))).ShouldBe(ResourceExhausted);

    [Fact]
    public async Task A_length_one_above_the_limit() =>
        (await CallAsync(RawHttp2.Framed(Good, length: GrpcLimits.MaxMessageBytes + 1))).ShouldBe(ResourceExhausted);

    [Fact]
    public async Task A_compressed_message() => (await CallAsync(RawHttp2.Framed(Good, flag: 1))).ShouldBe(Unimplemented);

    [Fact]
    public async Task An_unknown_flag() => (await CallAsync(RawHttp2.Framed(Good, flag: 7))).ShouldBe(Internal);

    [Fact]
    public async Task No_message() => (await CallAsync([])).ShouldBe(Unimplemented);

    [Fact]
    public async Task Half_a_prefix() => (await CallAsync([0, 0, 0])).ShouldBe(Internal);

    [Fact]
    public async Task Half_a_message() => (await CallAsync(RawHttp2.Framed(Good)[..^1])).ShouldBe(Internal);

    [Fact]
    public async Task Two_messages() => (await CallAsync([.. RawHttp2.Framed(Good), .. RawHttp2.Framed(Good)])).ShouldBe(Unimplemented);

    [Fact]
    public async Task A_message_and_one_byte() => (await CallAsync([.. RawHttp2.Framed(Good), 0])).ShouldBe(Unimplemented);

    [Fact]
    public async Task Bytes_that_are_no_message() => (await CallAsync(RawHttp2.Framed([0x0a, 0xff, 0xff, 0xff, 0x0f]))).ShouldBe(Internal);

    [Fact]
    public async Task Two_messages_apart()
    {
        await _raw.HeadersAsync(1, RawHttp2.GoodHeaders());
        await _raw.DataAsync(1, RawHttp2.Framed(Good), end: false);
        await _raw.DataAsync(1, RawHttp2.Framed(Good), end: true);

        (await _raw.EndOfAsync(1)).ShouldBe(Unimplemented);
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(int.MaxValue)]
    public async Task A_message_that_never_ends(int sent)
    {
        await _raw.HeadersAsync(1, RawHttp2.GoodHeaders());
        byte[] framed = RawHttp2.Framed(Good);
        await _raw.DataAsync(1, framed[..Math.Min(sent, framed.Length)], end: false);

        (await _raw.EndOfAsync(1)).ShouldBe(DeadlineExceeded);
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_without_a_token_is_refused_before_its_message_is_read()
    {
        await _raw.HeadersAsync(1, RawHttp2.HeadersWith("authorization", null));

        (await _raw.EndOfAsync(1)).ShouldBe(Unauthenticated);
    }

    [Fact]
    public async Task Two_tokens_are_no_token()
    {
        (string, string)[] headers = [.. RawHttp2.GoodHeaders(), RawHttp2.GoodHeaders()[^1]];

        (await CallAsync(RawHttp2.Framed(Good), headers)).ShouldBe(Unauthenticated);
    }

    [Fact]
    public async Task A_million_events_of_two_bytes()
    {
        GrpcException refused = await Should.ThrowAsync<GrpcException>(_pair.Client.EmitAsync(Events(1_000_000)));

        refused.Status.ShouldBe(GrpcStatusCode.ResourceExhausted);
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Control_as_many_events_as_are_allowed()
    {
        await _pair.Client.EmitAsync(Events(GrpcLimits.MaxTopLevelFields));

        _pair.Broker.Handled.ShouldBe([$"Emit {GrpcLimits.MaxTopLevelFields}"]);
    }

    [Fact]
    public async Task A_million_fields_that_nobody_knows()
    {
        byte[] fields = [.. Enumerable.Range(0, 1_000_000).SelectMany(static _ => (byte[])[0xf8, 0x7f, 1])];
        var options = new GrpcCallOptions { Timeout = BrokerPair.Patience };

        GrpcException refused = await Should.ThrowAsync<GrpcException>(
            _pair.Client.PerformAsync(PerformRequest.Parser.ParseFrom(fields), options));

        refused.Status.ShouldBe(GrpcStatusCode.ResourceExhausted);
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Groups_nested_ten_thousand_deep() =>
        (await CallAsync(RawHttp2.Framed([.. Enumerable.Repeat((byte)0xfb, 20_000).Select(static (one, index) => index % 2 == 0 ? one : (byte)1)])))
            .ShouldBe(Internal);

    [Fact]
    public async Task Announcements_that_together_are_too_much()
    {
        byte[] announced = RawHttp2.Framed([1], length: GrpcLimits.MaxMessageBytes);
        for (int stream = 1; stream <= 9; stream += 2)
        {
            await _raw.HeadersAsync(stream, RawHttp2.GoodHeaders());
            await _raw.DataAsync(stream, announced, end: false);
        }

        List<string> ends = await _raw.EndsOfAsync([1, 3, 5, 7, 9]);

        ends.ShouldBe([ResourceExhausted, DeadlineExceeded, DeadlineExceeded, DeadlineExceeded, DeadlineExceeded]);
    }

    [Fact]
    public async Task Answers_that_are_never_read()
    {
        // An initial window of zero: the server may send headers, and no byte of an answer.
        using RawHttp2 greedy = await RawHttp2.OpenAsync(_pair.Listener.SocketPath);
        await greedy.SendAsync(RawFrame.Settings, 0, 0, [0, 4, 0, 0, 0, 0]);
        byte[] large = RawHttp2.Framed(new PerformRequest { Name = "large", Attempt = 15 * 1024 * 1024 }.ToByteArray());
        for (int stream = 1; stream <= 17; stream += 2)
        {
            await greedy.HeadersAsync(stream, RawHttp2.GoodHeaders());
            await greedy.DataAsync(stream, large, end: true);
        }

        (await greedy.FirstEndAsync([.. Enumerable.Range(0, 9).Select(static number => (2 * number) + 1)])).ShouldBe(ResourceExhausted);
    }

    private static EmitRequest Events(int count) => new() { Events = { Enumerable.Repeat(new Event(), count) } };

    private async Task<string> CallAsync(byte[] body, (string Name, string Value)[]? headers = null)
    {
        await _raw.HeadersAsync(1, headers ?? RawHttp2.GoodHeaders());
        await _raw.DataAsync(1, body, end: true);
        string end = await _raw.EndOfAsync(1);
        if (end != Ok)
        {
            _pair.Broker.Handled.ShouldBeEmpty();
        }

        return end;
    }
}
