using System.Net;
using System.Net.Sockets;
using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves what a server is given and what it is not: secrets, environment, network, life.
public sealed class ServerConfinementTests
{
    private const string Secret = "k7-canary-3f9a2c51d8e04b67";

    [Fact]
    public async Task A_secret_reaches_its_environment_and_never_the_procedure()
    {
        McpServerDeclaration server = ScriptServer.Of("""
            def call(message, arguments):
                token = os.environ["TOKEN"]
                say(message, str(len(token)) + " " + token + " " + token.encode().hex())
            """) with { Environment = new Dictionary<string, string> { ["TOKEN"] = "${secret:TOKEN}" } };
        await using TestRun run = await StartAsync(server);

        string text = (await run.CallAsync("s.t")).Value().Get("text").Text();

        text.ShouldStartWith($"{Secret.Length} [secret TOKEN]");
        text.ShouldNotContain(Secret);
        text.ShouldNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Secret)));
    }

    [Fact]
    public async Task A_secret_in_a_servers_last_words_is_taken_out_of_the_error()
    {
        McpServerDeclaration server = ScriptServer.Of("""
            def call(message, arguments):
                sys.stderr.write("bad token " + os.environ["TOKEN"] + "\n")
                sys.stderr.flush()
                os._exit(1)
            """) with { Environment = new Dictionary<string, string> { ["TOKEN"] = "${secret:TOKEN}" } };
        await using TestRun run = await StartAsync(server);

        string message = (await run.CallAsync("s.t")).ShouldBeError("TAC3907", "failed").Message;

        message.ShouldNotContain(Secret);
        message.ShouldContain("exit code 1");
    }

    [Fact]
    public async Task Its_environment_holds_what_the_declaration_names_and_nothing_of_the_hosts()
    {
        McpServerDeclaration server = ScriptServer.Of("""
            def call(message, arguments):
                say(message, ",".join(sorted(name for name in os.environ if name != "LC_CTYPE" and name != "PWD")))
            """) with { Environment = new Dictionary<string, string> { ["MODE"] = "test" } };
        await using TestRun run = await StartAsync(server);

        (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldBe("HOME,LANG,MODE,PATH");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_reaches_the_network_only_when_it_is_granted_one(bool granted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        McpServerDeclaration server = ScriptServer.Of($$"""
            def call(message, arguments):
                try:
                    socket.create_connection(("127.0.0.1", {{port}}), 5).close()
                    say(message, "connected")
                except OSError as error:
                    say(message, "refused")
            """) with { Network = granted };
        await using TestRun run = await StartAsync(server);

        (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldBe(granted ? "connected" : "refused");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_it_is_left_when_the_run_ends_not_even_what_it_started(bool unsandboxed)
    {
        string mark = $"tactus-mark-{Guid.NewGuid():N}";
        McpServerDeclaration server = ScriptServer.Of($$"""
            import subprocess
            child = subprocess.Popen(["/usr/bin/python3", "-c", "import threading; threading.Event().wait()", "{{mark}}"])
            def call(message, arguments):
                say(message, "alive")
            """) with { Unsandboxed = unsandboxed };
        await using (TestRun run = await StartAsync(server))
        {
            (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldBe("alive");
            CountOf(mark).ShouldBeGreaterThan(0);
        }

        // The kernel takes a killed process away a moment after the kill.
        await Until.HoldsAsync("the end of what the server started", () => CountOf(mark) == 0);
    }

    [Fact]
    public async Task A_cancelled_call_is_told_to_the_server()
    {
        using var marks = new Folder();
        string pipe = marks.At("cancelled");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync();
        }

        McpServerDeclaration server = ScriptServer.Of("""
            def call(message, arguments):
                send({"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progressToken": message["params"]["_meta"]["progressToken"], "progress": 1}})
            def note(message):
                if message["method"] == "notifications/cancelled":
                    open("/marks/cancelled", "w").write("told")
            """) with { Mounts = [new VolumeGrant(marks.Path, "/marks", ReadOnly: false)] };
        using var patience = new CancellationTokenSource();
        await using TestRun run = await TestRun.StartAsync(
            Declarations.Grant(["mcp.s.*"], server), observer: new CancellingObserver(patience));

        PerformResponse answer = await run.AskAsync("mcp.call", "s.t", Value.EmptyMap, patience.Token);

        answer.Error.Kind.ShouldBe("cancelled");
        (await Task.Run(() => File.ReadAllText(pipe)).WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe("told");
    }

    [Fact]
    public async Task An_unsandboxed_server_is_refused_when_the_workspace_must_not_be_written()
    {
        using var workspace = new Folder();
        McpServerDeclaration server = ScriptServer.Of("def call(message, arguments): say(message, 1)") with { Unsandboxed = true, Effect = EffectClass.Read };
        await using TestRun run = await TestRun.StartAsync(
            Declarations.Grant(["mcp.s.*"], server) with { Permissions = PermissionMode.Readonly }, workspace: workspace.Path);

        (await run.CallAsync("s.t")).ShouldBeError("TAC3914", "denied");
    }

    [Fact]
    public async Task A_server_that_would_see_Tactus_own_directories_is_refused()
    {
        using var state = new Folder();
        McpServerDeclaration server = ScriptServer.Of("def call(message, arguments): say(message, 1)") with
        {
            Mounts = [new VolumeGrant(state.Path, "/state", ReadOnly: true)],
        };
        await using TestRun run = await TestRun.StartAsync(Declarations.Grant(["mcp.s.*"], server), own: [state.At("tactus")]);

        (await run.CallAsync("s.t")).ShouldBeError("TAC3915", "denied");
    }

    private static Task<TestRun> StartAsync(McpServerDeclaration server) => TestRun.StartAsync(
        Declarations.Grant(["mcp.s.*"], server), secrets: new Dictionary<string, string> { ["TOKEN"] = Secret });

    private static int CountOf(string mark) => Directory.EnumerateDirectories("/proc")
        .Where(path => int.TryParse(Path.GetFileName(path), out _))
        .Count(path => ReadOrEmpty(Path.Combine(path, "cmdline")).Contains($"\0{mark}\0", StringComparison.Ordinal));

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
