// Proves that a connection which shows no token in time is closed, however it passes the time, and that one which did is kept.
using System.Text;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Hostile;

public sealed class SilentConnectionTests : IAsyncLifetime
{
    private static readonly BrokerListenerOptions s_defaults = new();

    private readonly SteppedClock _clock = new();
    private BrokerPair _pair = null!;
    private RawHttp2 _raw = null!;

    public async Task InitializeAsync()
    {
        _pair = await BrokerPair.StartAsync(new BrokerListenerOptions { TimeProvider = _clock });
        await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        _raw = await RawHttp2.OpenAsync(_pair.Listener.SocketPath);
    }

    public async Task DisposeAsync()
    {
        _raw.Dispose();
        await _pair.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRI * HTTP/2.0\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("\u0001\u0002\u0003 garbage without a line end, and a good deal of it \u0004\u0005\u0006")]
    public async Task A_connection_that_does_not_begin_as_it_should_is_closed(string beginning)
    {
        using var raw = RawHttp2.Connect(_pair.Listener.SocketPath);
        await raw.WriteAsync(Encoding.Latin1.GetBytes(beginning));
        Task reading = ReadToEndAsync(raw);

        // What is plainly no HTTP/2 is not even given that time.
        await Until.HoldsAsync("the limits of three connections, or the end of this one", () => _clock.Running == 3 || reading.IsCompleted);
        _clock.Advance(s_defaults.ReceiveTimeout);

        await reading;
    }

    [Fact]
    public async Task A_connection_without_a_token_is_closed_and_one_with_a_token_is_kept()
    {
        await _raw.HeadersAsync(1, RawHttp2.HeadersWith("authorization", "Bearer 00"));
        (await _raw.EndOfAsync(1)).ShouldBe("grpc-status 16");

        // The next frame is the end of the connection, whose time runs out with the known client's.
        await Until.HoldsAsync("the limits of two connections", () => _clock.Running == 2);
        _clock.Advance(s_defaults.ReceiveTimeout);
        while (await _raw.ReadAsync() is { } frame)
        {
            frame.Stream.ShouldBe(frame.Type == RawFrame.Reset ? 1 : 0);
        }

        await _pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        _pair.Broker.Connections.Count.ShouldBe(2);
    }

    private static async Task ReadToEndAsync(RawHttp2 raw)
    {
        while (await raw.ReadAsync() is { } frame)
        {
            frame.Type.ShouldNotBe(RawFrame.Headers);
        }
    }
}
