// Proves that no sequence of HTTP/2 frames or headers hurts more than the connection or the call that sent it.
using Google.Protobuf;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Hostile;

public sealed class HostileConnectionTests : IAsyncLifetime
{
    private static readonly byte[] Message = RawHttp2.Framed(new PerformRequest { Name = "echo" }.ToByteArray());

    private BrokerPair _pair = null!;
    private RawHttp2 _raw = null!;

    public async Task InitializeAsync()
    {
        _pair = await BrokerPair.StartAsync();
        await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        _pair.Broker.Handled.Clear();
        _raw = await RawHttp2.OpenAsync(_pair.Listener.SocketPath);
    }

    public async Task DisposeAsync()
    {
        (await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" })).ShouldNotBeNull();
        _pair.Broker.Faults.ShouldBeEmpty();
        _raw.Dispose();
        await _pair.DisposeAsync();
    }

    [Theory]
    [InlineData("content-type", "application/grpc+proto", "grpc-status 0")]
    [InlineData("content-type", "application/json", "status 415")]
    [InlineData("content-type", null, "status 415")]
    [InlineData(":method", "GET", "status 405")]
    [InlineData("te", null, "grpc-status 13")]
    [InlineData(":path", "/tactus.broker.v1.Broker/perform", "grpc-status 12")]
    [InlineData(":path", "/tactus.broker.v1.Broker/Perform/", "grpc-status 12")]
    [InlineData(":path", "/tactus.broker.v1.Broker/Perform?x=1", "grpc-status 12")]
    [InlineData(":path", "/x/../tactus.broker.v1.Broker/Nothing", "grpc-status 12")]
    [InlineData("grpc-encoding", "identity", "grpc-status 0")]
    [InlineData("grpc-encoding", "gzip", "grpc-status 12")]
    [InlineData("grpc-timeout", "10S", "grpc-status 0")]
    [InlineData("grpc-timeout", "123456789S", "grpc-status 13")]
    [InlineData("grpc-timeout", "-1S", "grpc-status 13")]
    [InlineData("grpc-timeout", "S", "grpc-status 13")]
    [InlineData("grpc-timeout", "0n", "grpc-status 4")]
    [InlineData("authorization", "Bearer ", "grpc-status 16")]
    public async Task Headers_decide_how_a_call_ends(string name, string? value, string expected)
    {
        await _raw.HeadersAsync(1, RawHttp2.HeadersWith(name, value).OrderBy(static header => header.Name[0] != ':').ToArray());
        await _raw.DataAsync(1, Message, end: true);

        (await _raw.EndOfAsync(1)).ShouldBe(expected);
        _pair.Broker.Handled.Count.ShouldBe(expected == "grpc-status 0" ? 1 : 0);
    }

    [Fact]
    public async Task A_frame_above_the_size_limit_closes_the_connection()
    {
        await _raw.HeadersAsync(1, RawHttp2.GoodHeaders());
        await _raw.SendAsync(RawFrame.Data, 0, 1, new byte[16 * 1024 + 1]);

        (await _raw.EndOfAsync(1)).ShouldBeOneOf("goaway 6", "closed");
    }

    [Fact]
    public async Task Too_many_headers_never_reach_a_handler()
    {
        (string, string)[] headers = [.. RawHttp2.GoodHeaders(), .. Enumerable.Range(0, 100).Select(static number => ($"x-{number}", "y"))];
        await _raw.HeadersAsync(1, headers);
        await _raw.DataAsync(1, Message, end: true);

        (await _raw.EndOfAsync(1)).ShouldBeOneOf("goaway 1", "closed");
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_header_that_is_too_long_closes_the_connection()
    {
        await _raw.HeadersAsync(1, [.. RawHttp2.GoodHeaders(), ("x-long", new string('x', 12 * 1024))]);

        (await _raw.EndOfAsync(1)).ShouldBeOneOf("goaway 9", "closed");
    }

    [Fact]
    public async Task Continuations_without_end_close_the_connection()
    {
        await _raw.SendAsync(RawFrame.Headers, 0, 1, RawHttp2.HeaderBlock(RawHttp2.GoodHeaders()));
        byte[] more = RawHttp2.HeaderBlock([("x-more", new string('x', 7_000))]);
        for (int sent = 0; sent < 1_000; sent++)
        {
            await _raw.SendAsync(RawFrame.Continuation, 0, 1, more);
        }

        _raw.HungUp.ShouldBeTrue();
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_for_a_stream_that_was_never_opened_closes_the_connection()
    {
        await _raw.DataAsync(7, Message, end: true);

        (await _raw.EndOfAsync(7)).ShouldBeOneOf("goaway 1", "goaway 5", "closed");
    }

    [Fact]
    public async Task The_sixty_fifth_call_at_once_is_refused()
    {
        byte[] wait = RawHttp2.Framed(new PerformRequest { Name = "wait" }.ToByteArray());
        for (int stream = 1; stream <= 2 * 65; stream += 2)
        {
            await _raw.HeadersAsync(stream, RawHttp2.GoodHeaders());
            await _raw.DataAsync(stream, wait, end: true);
        }

        (await _raw.EndOfAsync(129)).ShouldBe("reset 7");
    }

    [Fact]
    public async Task A_storm_of_resets_is_outlived()
    {
        byte[] cancel = [0, 0, 0, 8];
        byte[] block = RawHttp2.HeaderBlock(RawHttp2.GoodHeaders());
        for (int stream = 1; stream < 20_000; stream += 2)
        {
            await _raw.WriteAsync(
            [
                .. RawHttp2.Frame(RawFrame.Headers, RawFrame.EndHeaders, stream, block),
                .. RawHttp2.Frame(RawFrame.Reset, 0, stream, cancel),
            ]);
        }

        _raw.HungUp.ShouldBeTrue();
        _pair.Broker.Handled.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RawFrame.Ping, 8)]
    [InlineData(RawFrame.Settings, 0)]
    public async Task A_flood_of_frames_that_want_an_answer_is_outlived(byte type, int length)
    {
        byte[] frame = RawHttp2.Frame(type, 0, 0, new byte[length]);
        byte[] many = [.. Enumerable.Repeat(frame, 500).SelectMany(static one => one)];
        Task flood = FloodAsync(many);

        (await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" })).ShouldNotBeNull();
        _raw.HangUp();
        await flood;
    }

    private async Task FloodAsync(byte[] frames)
    {
        // Nobody reads the answers: the server must stop reading, or hang up, and not queue answers for ever.
        while (!_raw.HungUp)
        {
            await _raw.WriteAsync(frames);
        }
    }
}
