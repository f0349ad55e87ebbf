using Tactus.Mcp.Tests.Support;
using Tactus.Mcp.Transport;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves that a server which breaks, hangs or lies is an error of its call and never more; each begins with a call that works.
public sealed class HostileServerTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_crash_is_an_error_that_says_what_the_server_said_last_and_the_next_call_starts_it_again()
    {
        await using TestRun run = await StartAsync("""
            def call(message, arguments):
                if arguments.get("crash"):
                    sys.stderr.write("boom at line 7\n")
                    sys.stderr.flush()
                    os._exit(3)
                say(message, "alive")
            """);
        await ShouldWorkAsync(run);

        EffectError error = (await run.CallAsync("s.t", ("crash", Value.True))).ShouldBeError("TAC3907", "failed");

        error.Message.ShouldContain("exit code 3");
        error.Message.ShouldContain("boom at line 7");
        error.Retryable.ShouldBeTrue();
        await ShouldWorkAsync(run);
    }

    [Fact]
    public async Task A_server_that_always_crashes_is_given_up()
    {
        await using TestRun run = await StartAsync("""
            def call(message, arguments):
                os._exit(1)
            """);
        for (int i = 0; i < 5; i++)
        {
            (await run.CallAsync("s.t")).ShouldBeError("TAC3907", "failed");
        }

        (await run.CallAsync("s.t")).ShouldBeError("TAC3911", "failed").Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_ends_before_it_answers_did_not_start_and_its_words_are_told()
    {
        await using TestRun run = await StartAsync(Declarations.Server("s", "/bin/sh", "-c", "echo usage: server PORT; echo no port given >&2; exit 2"));

        EffectError error = (await run.ListAsync("s")).ShouldBeError("TAC3905", "failed");

        error.Message.ShouldContain("exit code 2");
        error.Message.ShouldContain("no port given");
    }

    [Fact]
    public async Task What_a_silent_server_printed_instead_of_messages_is_told()
    {
        await using TestRun run = await StartAsync(Declarations.Server("s", "/bin/sh", "-c", "echo Welcome to my server; exit 0"));

        (await run.ListAsync("s")).ShouldBeError("TAC3905", "failed").Message.ShouldContain("Welcome to my server");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        await using TestRun run = await StartAsync(Declarations.Server("s", "/usr/bin/no-such-server"));

        (await run.ListAsync("s")).Error.Message.ShouldContain("no-such-server");
    }

    [Fact]
    public async Task A_server_that_never_answers_its_start_is_late()
    {
        await using TestRun run = await StartAsync(
            Declarations.Server("s", "/bin/sleep", "1000") with { StartupTimeout = TimeSpan.FromMilliseconds(500) });

        (await run.ListAsync("s")).ShouldBeError("TAC3906", "timeout").Message.ShouldContain("0.5 s");
    }

    [Fact]
    public async Task A_server_that_hangs_is_ended_and_the_next_call_starts_a_fresh_one()
    {
        using var marks = new Folder();
        McpServerDeclaration server = ScriptServer.Of("""
            def started():
                open("/marks/started", "a").write("x")
            def call(message, arguments):
                if arguments.get("hang"):
                    open("/marks/asked", "w").close()
                    threading.Event().wait()
                say(message, "alive")
            """) with { Timeout = s_timeout, Mounts = [new VolumeGrant(marks.Path, "/marks", ReadOnly: false)] };
        var clock = new SteppedClock();
        await using TestRun run = await StartAsync(server, clock);
        await ShouldWorkAsync(run);

        Task<PerformResponse> late = run.CallAsync("s.t", ("hang", Value.True));
        await Until.FileExistsAsync(marks.At("asked"));
        (await clock.AdvanceUntilAsync(late, s_timeout)).ShouldBeError("TAC3908", "timeout");

        await ShouldWorkAsync(run);
        File.ReadAllText(marks.At("started")).ShouldBe("xx");
    }

    [Fact]
    public async Task A_server_that_is_slow_at_one_call_alone_is_kept()
    {
        using var marks = new Folder();
        McpServerDeclaration server = ScriptServer.Of("""
            def started():
                open("/marks/started", "a").write("x")
            def call(message, arguments):
                if arguments.get("hang"):
                    open("/marks/asked", "w").close()
                else:
                    say(message, "alive")
            """) with { Timeout = s_timeout, Mounts = [new VolumeGrant(marks.Path, "/marks", ReadOnly: false)] };
        var clock = new SteppedClock();
        await using TestRun run = await StartAsync(server, clock);

        Task<PerformResponse> late = run.CallAsync("s.t", ("hang", Value.True));
        await Until.FileExistsAsync(marks.At("asked"));

        // The clock stands from here on: however late the sign of life comes, it comes in time.
        clock.Advance(s_timeout);
        (await late).ShouldBeError("TAC3908", "timeout");

        await ShouldWorkAsync(run);
        File.ReadAllText(marks.At("started")).ShouldBe("x");
    }

    [Fact]
    public async Task What_it_prints_between_its_messages_is_passed_over()
    {
        await using TestRun run = await StartAsync("""
            def call(message, arguments):
                print("a line for people")
                print("{\"level\": \"info\"}")
                print("{broken")
                print("[" * 1000)
                print("{broken" + "[" * 1000000)
                sys.stdout.buffer.write(b"\xff\xfe\n")
                sys.stdout.flush()
                say(message, "alive")
            """);

        await ShouldWorkAsync(run);
    }

    [Fact]
    public async Task A_message_without_end_ends_the_server_and_not_the_host()
    {
        await using TestRun run = await StartAsync("""
            def call(message, arguments):
                if arguments.get("flood"):
                    while True:
                        sys.stdout.write("x" * 1000000)
                say(message, "alive")
            """);
        await ShouldWorkAsync(run);

        (await run.CallAsync("s.t", ("flood", Value.True))).ShouldBeError("TAC3907", "failed").Message
            .ShouldContain($"more than {HelperTransport.MaxMessage} bytes");
        await ShouldWorkAsync(run);
    }

    [Fact]
    public Task A_flood_of_messages_that_nobody_asked_for_ends_the_server() => ShouldEndAsync(
        """
        for i in range(30000):
            send({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": i}})
        """,
        "nobody had asked for");

    [Fact]
    public Task A_server_that_asks_and_reads_no_answers_is_ended() => ShouldEndAsync(
        """
        for i in range(9000):
            send({"jsonrpc": "2.0", "id": "x" * 2000 + str(i), "method": "ping"})
        threading.Event().wait()
        """,
        "it reads nothing");

    [Fact]
    public async Task A_second_answer_to_one_call_is_not_taken_for_the_next_ones()
    {
        await using TestRun run = await StartAsync("""
            count = 0
            def call(message, arguments):
                global count
                count += 1
                say(message, "answer " + str(count))
                say(message, "answer " + str(count) + " once more")
            """);

        (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldStartWith("answer 1");
        (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldStartWith("answer 2");
    }

    [Fact]
    public async Task An_answer_of_the_wrong_shape_is_an_error_of_the_call()
    {
        await using TestRun run = await StartAsync("""
            def call(message, arguments):
                answer(message, {"content": "no list"} if arguments.get("wrong") else {"content": []})
            """);
        (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldBe("");

        (await run.CallAsync("s.t", ("wrong", Value.True))).ShouldBeError("TAC3913", "failed");
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_servers_words()
    {
        await using TestRun run = await StartAsync("""
            def call(message, arguments):
                send({"jsonrpc": "2.0", "id": message["id"], "error": {"code": -32602, "message": "no such city"}})
            """);

        (await run.CallAsync("s.t")).ShouldBeError("TAC3909", "failed").Message.ShouldContain("no such city");
    }

    [Fact]
    public async Task Tools_whose_names_nothing_could_grant_are_not_shown()
    {
        await using TestRun run = await StartAsync("""
            tools = [{"name": name, "inputSchema": {"type": "object"}} for name in ["good", "a b", "../x", "", "x" * 200, "tool\u202e", "good"]]
            def call(message, arguments):
                say(message, "alive")
            """);

        (await run.ListAsync("s")).Value().Names().ShouldBe(["good"]);
    }

    [Fact]
    public async Task A_server_that_says_yes_to_everything_and_lives_on_is_ended()
    {
        await using TestRun run = await StartAsync(Declarations.Server("s", "/usr/bin/python3", "-u", "-c", """
            import json, sys
            for line in sys.stdin:
                message = json.loads(line)
                print(json.dumps({"jsonrpc": "2.0", "id": message.get("id"), "result": {}}))
            """));

        // No time limit of its own would end this: it is an answer, and the process is well.
        (await run.ListAsync("s").WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeError("TAC3905", "failed").Message.ShouldNotContain("exit code");
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(6, true)]
    public async Task Tools_that_are_told_of_at_great_length_are_refused(int count, bool isListed)
    {
        await using TestRun run = await StartAsync($$$"""
            tools = [{"name": f"t{i}", "description": "x" * 1000000, "inputSchema": {"type": "object"}} for i in range({{{count}}})]
            def call(message, arguments):
                say(message, "alive")
            """);

        PerformResponse answer = await run.ListAsync("s");

        if (isListed)
        {
            answer.Value().Names().Count.ShouldBe(count);
        }
        else
        {
            answer.ShouldBeError("TAC3913", "failed");
        }
    }

    [Theory]
    [InlineData("""{"content": [], "structuredContent": nested(20)}""", null)]
    [InlineData("""{"content": [], "structuredContent": nested(70)}""", "TAC3907")]
    [InlineData("""{"content": [], "structuredContent": nested(5000)}""", "TAC3907")]
    [InlineData("""{"content": [{"type": "text", "text": "x" * 1000000}]}""", null)]
    [InlineData("""{"content": [{"type": "text", "text": "x" * 12000000}]}""", "TAC3004")]
    [InlineData("""{"content": [], "structuredContent": {"n": 10 ** 400}}""", "TAC3913")]
    public async Task An_answer_that_is_too_deep_or_too_large_is_refused_at_once(string result, string? code)
    {
        await using TestRun run = await StartAsync($$"""
            sys.setrecursionlimit(1000000)
            def nested(depth):
                value = {}
                for i in range(depth):
                    value = {"a": value}
                return value
            def call(message, arguments):
                if arguments.get("flood"):
                    answer(message, {{result}})
                else:
                    say(message, "alive")
            """);
        await ShouldWorkAsync(run);

        PerformResponse answer = await run.CallAsync("s.t", ("flood", Value.True)).WaitAsync(TimeSpan.FromSeconds(20));

        if (code is null)
        {
            answer.Value();
        }
        else
        {
            answer.ShouldBeError(code, "failed");
        }

        await ShouldWorkAsync(run);
    }

    [Theory]
    [InlineData("refusal", 985)]
    [InlineData("refusal", 995)]
    [InlineData("garbage", 245)]
    public async Task A_secret_that_is_cut_in_two_is_told_of_in_no_part(string way, int before)
    {
        const string secret = "k7-canary-3f9a2c51d8e04b67";
        McpServerDeclaration server = way == "refusal"
            ? ScriptServer.Of($$$"""
                def call(message, arguments):
                    send({"jsonrpc": "2.0", "id": message["id"], "error": {"code": -32602, "message": "." * {{{before}}} + os.environ["TOKEN"] + " is no token"}})
                """)
            : Declarations.Server("s", "/bin/sh", "-c", $"printf '%0{before}d%s\\n' 0 \"$TOKEN\"");
        await using TestRun run = await TestRun.StartAsync(
            Declarations.Grant(["mcp.s.*"], server with { Environment = new Dictionary<string, string> { ["TOKEN"] = "${secret:TOKEN}" } }),
            secrets: new Dictionary<string, string> { ["TOKEN"] = secret });

        string message = (await run.CallAsync("s.t")).Error.Message;

        message.ShouldContain(way == "refusal" ? "....." : "00000");
        message.ShouldNotContain(secret[..4]);
    }

    private static Task<TestRun> StartAsync(string definitions) => StartAsync(ScriptServer.Of(definitions));

    private static Task<TestRun> StartAsync(McpServerDeclaration server, TimeProvider? clock = null) =>
        TestRun.StartAsync(Declarations.Grant(["mcp.s.*"], server), clock: clock);

    // One call works; the next does something to us first, and is the server's last.
    private static async Task ShouldEndAsync(string deed, string why)
    {
        await using TestRun run = await StartAsync($$"""
            def deed():
                {{deed.Replace("\n", "\n    ", StringComparison.Ordinal)}}
            def call(message, arguments):
                if arguments.get("flood"):
                    deed()
                say(message, "alive")
            """);
        await ShouldWorkAsync(run);

        (await run.CallAsync("s.t", ("flood", Value.True))).ShouldBeError("TAC3907", "failed").Message.ShouldContain(why);
    }

    private static async Task ShouldWorkAsync(TestRun run) => (await run.CallAsync("s.t")).Value().Get("text").Text().ShouldBe("alive");
}
