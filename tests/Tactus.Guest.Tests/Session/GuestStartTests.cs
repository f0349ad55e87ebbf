using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Tests.Session;

/// <summary>Proves that a guest starts only with a token and a broker that takes it, and says why when it does not.</summary>
public sealed class GuestStartTests
{
    private static readonly StartResponse s_probe = new() { Mode = StartResponse.Types.Mode.Probe };

    [Fact]
    public async Task With_its_token_it_starts_and_finishes()
    {
        await using TestBroker broker = await TestBroker.StartAsync(s_probe);
        using GuestRun guest = GuestRun.Start(broker);
        (int exitCode, string errorOutput) = await guest.EndAsync();
        errorOutput.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        (await broker.Finished).Status.ShouldBe(FinishRequest.Types.Status.Succeeded);
        StartRequest start = await broker.Started;
        start.ProtocolVersion.ShouldBe(1U);
        start.Lockdown.ShouldContain(line => line.StartsWith("landlock: abi "));
        start.Lockdown.ShouldContain("seccomp: tsync");
    }

    [Fact]
    public async Task A_wrong_token_is_refused_by_the_broker()
    {
        await using TestBroker broker = await TestBroker.StartAsync(s_probe);
        using GuestRun guest = GuestRun.Start([broker.SocketPath], new byte[32]);
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(4);
        errorOutput.ShouldStartWith("tactus-guest: TAC2207 ");
        broker.Started.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_that_is_cut_short_is_an_error()
    {
        await using TestBroker broker = await TestBroker.StartAsync(s_probe);
        using GuestRun guest = GuestRun.Start([broker.SocketPath], broker.Token.AsSpan(0, 31));
        guest.CloseInput();
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(2);
        errorOutput.ShouldBe("tactus-guest: TAC2204 standard input gave 31 of the token's 32 bytes\n");
    }

    [Fact]
    public async Task Input_behind_the_token_is_left_alone()
    {
        await using TestBroker broker = await TestBroker.StartAsync(s_probe);
        using GuestRun guest = GuestRun.Start([broker.SocketPath], [.. broker.Token, 1, 2, 3]);
        (await guest.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_socket_it_says_so()
    {
        using GuestRun guest = GuestRun.Start(["/nonexistent/broker.sock"], new byte[32]);
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(6);
        errorOutput.ShouldBe("tactus-guest: TAC2206 nobody listens on /nonexistent/broker.sock\n");
    }

    [Theory]
    [InlineData]
    [InlineData("/a", "/b")]
    public async Task The_socket_is_its_only_argument(params string[] arguments)
    {
        using GuestRun guest = GuestRun.Start(arguments, new byte[32]);
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(2);
        errorOutput.ShouldStartWith("tactus-guest: TAC2205 ");
    }

    [Fact]
    public async Task What_it_says_is_one_bounded_line_of_plain_text()
    {
        string path = "/nonexistent/\u001b[31m\n" + new string('x', 3000);
        using GuestRun guest = GuestRun.Start([path], new byte[32]);
        (int exitCode, string errorOutput) = await guest.EndAsync();
        exitCode.ShouldBe(6);
        errorOutput.Length.ShouldBeLessThan(450);
        errorOutput.TrimEnd('\n').ShouldAllBe(character => character >= ' ' && character <= '~');
    }
}
