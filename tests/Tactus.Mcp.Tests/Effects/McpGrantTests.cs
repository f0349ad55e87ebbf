using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Effects;

// Proves that the grant decides before anything is started, and that each refusal names the line that would allow it.
public sealed class McpGrantTests
{
    private static readonly McpServerDeclaration s_server = ScriptServer.Of("""
        tools = [{"name": name, "inputSchema": {"type": "object"}} for name in ["read", "write"]]
        def call(message, arguments):
            say(message, "done")
        """);

    [Fact]
    public async Task A_tool_that_no_line_grants_is_denied_with_the_line_that_would()
    {
        await using TestRun run = await StartAsync(["host.ping", "mcp.s.read"]);
        (await run.CallAsync("s.read")).Value().Get("text").Text().ShouldBe("done");

        EffectError error = (await run.CallAsync("s.write")).ShouldBeError("TAC3901", "denied");

        error.Message.ShouldContain(".tactus/config.yml:4");
        error.Mend.ShouldContain("allow: [host.ping, mcp.s.read, mcp.s.write]");
    }

    [Fact]
    public async Task A_server_of_which_nothing_is_granted_is_not_listed_and_not_started()
    {
        await using TestRun run = await StartAsync(["host.ping", "mcp.other.*"]);

        (await run.ListAsync("s")).ShouldBeError("TAC3901", "denied");
        (await run.CallAsync("s.read")).ShouldBeError("TAC3901", "denied");
    }

    [Fact]
    public async Task A_server_that_is_not_declared_is_told_from_one_that_is_not_granted()
    {
        await using TestRun run = await StartAsync(["mcp.*"]);

        (await run.ListAsync("t")).ShouldBeError("TAC3902", "denied");
        (await run.CallAsync("t.read")).ShouldBeError("TAC3902", "denied");
    }

    [Fact]
    public async Task The_list_of_tools_takes_no_arguments()
    {
        await using TestRun run = await StartAsync(["*"]);

        (await run.AskAsync("mcp.tools", "s", Value.MapOf(("page", Value.Of(2))))).ShouldBeError("TAC3903", "invalid");
        (await run.ListAsync("s")).Value();
    }

    [Theory]
    [InlineData("s")]
    [InlineData("")]
    [InlineData(".read")]
    [InlineData("s.")]
    [InlineData("s..read")]
    [InlineData("s.re ad")]
    [InlineData("s.../x")]
    [InlineData("s.read\n")]
    public async Task A_name_that_is_none_is_invalid(string name)
    {
        await using TestRun run = await StartAsync(["*"]);

        (await run.CallAsync(name)).Error.Kind.ShouldBe("invalid");
    }

    [Fact]
    public async Task A_tool_that_the_servers_own_list_leaves_out_does_not_exist_for_a_run()
    {
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.s.*"], s_server with { OfferedTools = ["read"] }));

        (await run.ListAsync("s")).Value().Names().ShouldBe(["read"]);
        (await run.CallAsync("s.write")).ShouldBeError("TAC3901", "denied").Message.ShouldContain("mcp_servers.s.tools.allow");
    }

    [Fact]
    public async Task A_readonly_run_calls_only_tools_that_read()
    {
        McpServerDeclaration server = s_server with { Effects = new Dictionary<string, EffectClass> { ["read"] = EffectClass.Read } };
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.s.*"], server) with { Permissions = PermissionMode.Readonly });

        (await run.CallAsync("s.read")).Value().Get("text").Text().ShouldBe("done");
        (await run.CallAsync("s.write")).ShouldBeError("TAC3901", "denied").Message.ShouldContain("permissions.mode is readonly");
        (await run.ListAsync("s")).Value().Names().ShouldBe(["read"]);
    }

    private static Task<TestRun> StartAsync(IReadOnlyList<string> allowed) => TestRun.StartAsync(Declarations.Grant(allowed, s_server));
}
