using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves that a real server from npm works through the gate, in its helper sandbox.
[Collection(InstalledServersCollection.Name)]
public sealed class EverythingServerTests(InstalledServers installed)
{
    private static readonly McpServerDeclaration s_everything = Declarations.Server("everything", "npx", "-y", "@modelcontextprotocol/server-everything");

    [Fact]
    public async Task Its_tools_are_listed_with_their_schemas_and_sorted()
    {
        await using TestRun run = await StartAsync();

        Value tools = (await run.ListAsync("everything")).Value();

        tools.Names().ShouldContain("echo");
        tools.Names().ShouldBe(tools.Names().Order(StringComparer.Ordinal));
        Value echo = ((ListValue)tools).Items.First(tool => tool.Get("name").Text() == "echo");
        echo.Get("description").Text().ShouldNotBeEmpty();
        echo.Get("parameters").Get("properties").Get("message").Get("type").Text().ShouldBe("string");
    }

    [Fact]
    public async Task A_tool_is_called()
    {
        await using TestRun run = await StartAsync();

        Value answer = (await run.CallAsync("everything.echo", ("message", Value.Of("hello")))).Value();

        answer.Get("text").Text().ShouldContain("hello");
        answer.Get("is_error").ShouldBe(Value.False);
        ((ListValue)answer.Get("content")).Items[0].Get("type").Text().ShouldBe("text");
    }

    private Task<TestRun> StartAsync(IReadOnlyList<string>? allowed = null) =>
        TestRun.StartAsync(Declarations.Grant(allowed ?? ["mcp.everything.*"], s_everything), installed.Store);
}
