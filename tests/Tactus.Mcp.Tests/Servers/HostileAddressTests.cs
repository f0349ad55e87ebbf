using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves that a server which runs elsewhere is left when it says without end what nobody asked for, that the reason is told, and that one which says much is not.
public sealed class HostileAddressTests
{
    [Fact]
    public async Task A_flood_of_messages_that_nobody_asked_for_ends_the_conversation()
    {
        await using ScriptAddress server = await ScriptAddress.StartAsync();
        await using TestRun run = await StartAsync(server);
        await ShouldWorkAsync(run, 9000);

        (await run.CallAsync("remote.t", ("flood", Value.Of(30_000)))).ShouldBeError("TAC3907", "failed").Message.ShouldContain("nobody had asked for");

        await ShouldWorkAsync(run, 9000);
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(100, "TAC3913")]
    [InlineData(900, "TAC3913")]
    public async Task An_answer_that_is_too_deep_is_refused_at_once(int depth, string? code)
    {
        await using ScriptAddress server = await ScriptAddress.StartAsync();
        await using TestRun run = await StartAsync(server);

        PerformResponse answer = await run.CallAsync("remote.t", ("flood", Value.Of(1)), ("depth", Value.Of(depth))).WaitAsync(TimeSpan.FromSeconds(10));

        if (code is null)
        {
            answer.Value();
        }
        else
        {
            answer.ShouldBeError(code, "failed");
        }

        await ShouldWorkAsync(run, 1);
    }

    private static async Task ShouldWorkAsync(TestRun run, long flood) =>
        (await run.CallAsync("remote.t", ("flood", Value.Of(flood)))).Value().Get("text").Text().ShouldBe("alive");

    private static Task<TestRun> StartAsync(ScriptAddress server) => TestRun.StartAsync(Declarations.Grant(
        ["mcp.remote.*"],
        Declarations.Server("remote") with { Url = $"http://127.0.0.1:{server.Port}/mcp", Timeout = TimeSpan.FromSeconds(20), StartupTimeout = TimeSpan.FromSeconds(10) }));
}
