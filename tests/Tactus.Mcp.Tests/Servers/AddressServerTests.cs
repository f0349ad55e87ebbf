using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves that a server which runs elsewhere is spoken with over both kinds of HTTP, and that its absence is an error of the call.
[Collection(InstalledServersCollection.Name)]
public sealed class AddressServerTests(InstalledServers installed)
{
    [Theory]
    [InlineData("streamableHttp", "/mcp")]
    [InlineData("sse", "/sse")]
    public async Task Its_tools_are_listed_and_called(string mode, string path)
    {
        await using HttpServerProgram server = await HttpServerProgram.StartAsync(installed.Everything, mode);
        await using TestRun run = await StartAsync($"http://127.0.0.1:{server.Port}{path}");

        (await run.ListAsync("remote")).Value().Names().ShouldContain("echo");
        (await run.CallAsync("remote.echo", ("message", Value.Of("hello")))).Value().Get("text").Text().ShouldContain("hello");
    }

    [Fact]
    public async Task One_that_went_away_is_an_error_of_the_call()
    {
        await using HttpServerProgram server = await HttpServerProgram.StartAsync(installed.Everything, "streamableHttp");
        await using TestRun run = await StartAsync($"http://127.0.0.1:{server.Port}/mcp");
        (await run.CallAsync("remote.echo", ("message", Value.Of("hello")))).Value();

        await server.DisposeAsync();

        (await run.CallAsync("remote.echo", ("message", Value.Of("hello")))).Error.Kind.ShouldBe("failed");
    }

    [Fact]
    public async Task One_that_is_not_there_cannot_be_reached()
    {
        await using TestRun run = await StartAsync("http://127.0.0.1:1/mcp");

        (await run.ListAsync("remote")).ShouldBeError("TAC3910", "failed").Retryable.ShouldBeTrue();
    }

    private Task<TestRun> StartAsync(string url) => TestRun.StartAsync(
        Declarations.Grant(["mcp.remote.*"], Declarations.Server("remote") with { Url = url, Timeout = TimeSpan.FromSeconds(10), StartupTimeout = TimeSpan.FromSeconds(10) }));
}
