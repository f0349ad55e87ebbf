using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Mcp;

// Proves that a procedure calls the tools of a server that trusted YAML declares, and that nothing of the server outlives its run or its host.
public sealed class McpServerLifeTests : IDisposable
{
    private const string Server = """
        import json, sys
        for line in sys.stdin:
            message = json.loads(line)
            method = message.get("method")
            if "id" not in message:
                continue
            if method == "initialize":
                result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "s", "version": "1"}}
            elif method == "tools/list" and "mute" in sys.argv:
                continue
            elif method == "tools/list":
                result = {"tools": [{"name": name, "inputSchema": {"type": "object"}} for name in ["double", "hang"]]}
            elif method == "tools/call" and message["params"]["name"] == "double":
                number = message["params"]["arguments"]["n"] * 2
                result = {"content": [{"type": "text", "text": str(number)}], "structuredContent": {"n": number}}
            elif method == "tools/call":
                open("/workspace/here", "w").write("x")
                continue
            else:
                print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "error": {"code": -32601, "message": "no"}}), flush=True)
                continue
            print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
        """;

    private readonly Desk _desk = new();
    private readonly string _mark = $"mark-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_procedure_calls_a_tool_and_the_server_ends_with_the_run()
    {
        await LayOutAsync("local answer = mcp.s.double({n = 21}) return {answer = answer}");

        Ended run = (await _desk.RunAsync("bubblewrap", "p.tac")).ShouldExit(0);

        run.Out.ShouldContain("42");
        await Residue.ShouldBeNoProcessAsync(_mark);
    }

    [Fact]
    public async Task A_host_that_is_killed_takes_the_server_with_it()
    {
        await LayOutAsync("mcp.s.hang({})");
        await using RunningProgram program = _desk.StartRun("bubblewrap", "p.tac");
        await Until.FileExistsAsync(_desk.PathOf("here"));
        ProcessTable.WithArgument(_mark).ShouldNotBeEmpty();

        program.Send(Signal.Kill);

        await Until.HoldsAsync("the end of the server whose host is gone", () => ProcessTable.WithArgument(_mark).Count == 0);
    }

    [Theory]
    [InlineData("list", "s")]
    [InlineData("call", "s.double")]
    public async Task A_command_that_is_killed_takes_the_server_with_it(params string[] command)
    {
        await LayOutAsync("return 1", "mute");
        await using RunningProgram program = _desk.Start(["mcp", .. command, "--procedure", "p.tac"]);

        // The server itself, not the bubblewrap that is still making its sandbox and has the same words in its arguments.
        await Until.HoldsAsync("the server", () => ProcessTable.WithArgument(_mark).Any(process => process.Contains(": /usr/bin/python3 -u", StringComparison.Ordinal)));

        program.Send(Signal.Kill);

        await Until.HoldsAsync("the end of the server whose host is gone", () => ProcessTable.WithArgument(_mark).Count == 0);
    }

    [Fact]
    public async Task A_run_without_a_server_loads_nothing_of_the_SDK()
    {
        await LayOutAsync("File.write('here', 'x') while true do Host.call('host.ping', {}) end");
        await using RunningProgram program = _desk.StartRun("bubblewrap", "p.tac");
        await Until.FileExistsAsync(_desk.PathOf("here"));
        File.ReadAllText($"/proc/{program.Id}/maps").ShouldNotContain("ModelContextProtocol");

        program.Send(Signal.Kill);
    }

    public void Dispose() => _desk.Dispose();

    private async Task LayOutAsync(string body, string manner = "quick")
    {
        _desk.Write("server.py", Server);
        _desk.Procedure(body);
        await _desk.TrustAsync("p.tac.yml", $$"""
            tools:
              allow: [host.ping, "mcp.s.*"]
            mcp_servers:
              s:
                command: [/usr/bin/python3, -u, "${workspace}/server.py", "{{_mark}}", {{manner}}]
                workspace: write
            """);
    }
}
