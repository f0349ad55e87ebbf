using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Testing;

// Proves that tactus test goes through scenarios under every driver and tells what came of each: passed, failed, broken by a limit, or not runnable at all;
// and that it leaves the workspace as it was and no guest behind.
public sealed class TestCommandTests : IDisposable
{
    private const string Greeting = """
        Procedure {
          input = { name = field.string{default = "World"} },
          function(input)
            local before = File.exists("out.txt") and File.read("out.txt") or ""
            File.write("out.txt", before .. "x")
            if input.name == "loop" then while true do end end
            if input.name == "eat" then local s = string.rep("x", 1 << 20) local t = {} for i = 1, 1 << 20 do t[i] = s .. i end end
            return { greeting = "Hello, " .. input.name .. "!", wrote = File.read("out.txt"), data = File.read("data.txt") }
          end
        }
        """;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    public static TheoryData<string, string> KilledCommands => Machine.DriversWith("test", "eval");

    public void Dispose() => _desk.Dispose();

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Scenarios_pass_and_fail_side_by_side_and_leave_the_workspace_as_it_was(string driver)
    {
        _desk.Write("data.txt", "given");
        _desk.Write("greeting.tac", Greeting + """

            Specification([[
            Feature: Greeting
              Scenario Outline: <who>
                Given the input name is "<who>"
                When the procedure runs
                Then the output greeting should be "Hello, <who>!"
                And the output wrote should be "x"
                And the output data should be "given"
                Examples:
                  | who |
                  | Ann |
                  | Bob |
                  | Eve |
              Scenario: wrong
                When the procedure runs
                Then the output greeting should be "Hello, Moon!"
            ]])
            """);

        Ended ended = (await _desk.DoAsync("test", "greeting.tac", "--driver", driver, "--json", "--junit", "results.xml")).ShouldExit(1);

        Statuses(ended).ShouldBe(["Ann: passed", "Bob: passed", "Eve: passed", "wrong: failed"]);
        JsonElement step = Scenario(ended, 3).GetProperty("runs")[0].GetProperty("steps")[1];
        step.GetProperty("expected").GetString().ShouldBe("\"Hello, Moon!\"");
        step.GetProperty("actual").GetString().ShouldBe("\"Hello, World!\"");
        File.Exists(_desk.PathOf("out.txt")).ShouldBeFalse("a scenario wrote into the workspace");
        StagedWrites().ShouldBeEmpty();
        XElement.Load(_desk.PathOf("results.xml")).Descendants("failure").Count().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_scenario_that_hangs_or_eats_memory_is_broken_and_the_others_go_on(string driver)
    {
        _desk.Write("data.txt", "given");
        _desk.Write("greeting.tac.yml", "sandbox:\n  limits:\n    cpu_time: 2s\n    memory: 128m\n");
        _desk.Write("greeting.tac", Greeting + """

            Specification([[
            Feature: Greeting
              Scenario: hangs
                Given the input name is "loop"
                When the procedure runs
                Then the procedure should fail
              Scenario: eats
                Given the input name is "eat"
                When the procedure runs
                Then the procedure should complete successfully
              Scenario: fine
                Then the procedure should complete successfully
            ]])
            """);

        Ended ended = (await _desk.DoAsync("test", "greeting.tac", "--driver", driver, "--json")).ShouldExit(1);

        IReadOnlyList<string> statuses = Statuses(ended);
        statuses[0].ShouldBe("hangs: broken");
        statuses[1].ShouldBeOneOf("eats: broken", "eats: failed");
        statuses[2].ShouldBe("fine: passed");
        Scenario(ended, 0).GetProperty("runs")[0].GetProperty("error").GetProperty("code").GetString().ShouldBe("TAC2102");
    }

    [Fact]
    public async Task Steps_that_there_are_not_or_that_are_ambiguous_are_told_with_their_lines()
    {
        _desk.Write("p.tac", """
            Procedure { function() return 1 end }
            Step("the procedure runs", function() end)
            Specification([[
            Feature: F
              Scenario: S
                When the procedure runs
                Then the procedure should compete successfully
            ]])
            """);

        Ended ended = (await _desk.DoAsync("test", "p.tac", "--no-sandbox")).ShouldExit(1);

        ended.ShouldPrint("TAC1514", "p.tac:6", "p.tac:2", "TAC1513", "p.tac:7", "the procedure should complete successfully");
    }

    [Fact]
    public async Task A_directory_is_every_procedure_beneath_it_that_has_a_specification()
    {
        const string specification = "Specification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n";
        _desk.Write("a/one.tac", specification + "Procedure { function() return 1 end }\n");
        _desk.Write("a/b/two.tac", "local one = require('module')\n" + specification + "Procedure { function() return one end }\n");
        _desk.Write("a/b/module.tac", "return 1\n");
        _desk.Write("a/.hidden/three.tac", specification + "this is no Lua");

        Ended ended = (await _desk.DoAsync("test", "a", "--no-sandbox", "--json")).ShouldExit(0);

        ended.Json.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()).ShouldBe(["a/b/two.tac", "a/one.tac"]);
        (await _desk.DoAsync("test", "a/b/module.tac", "--no-sandbox", "--json")).ShouldExit(2).ShouldSay("TAC7704");
        (await _desk.DoAsync("test", _desk.Write("broken.tac", "x = = 1"), "--no-sandbox")).ShouldExit(1).ShouldPrint("TAC1001", "broken.tac:1");
        (await _desk.DoAsync("test", "a", "--scenario", "T", "--no-sandbox", "--json")).ShouldExit(2).ShouldSay("TAC7702");
        (await _desk.DoAsync("test", "a/none.tac", "--no-sandbox")).ShouldExit(1).ShouldPrint("TAC6201");
    }

    [Fact]
    public async Task A_specification_may_stand_in_a_file_beneath_the_procedure_and_nowhere_else()
    {
        const string procedure = "Procedure { function() return 1 end }\n";
        _desk.Write("features/p.feature", "Feature: F\n  Scenario: S\n    Then the output should be 2\n");
        _desk.Write("p.tac", procedure + "Specification { from = \"features/p.feature\" }\n");
        _desk.Write("deep/q.tac", procedure + "Specification { from = \"../features/p.feature\" }\n");
        File.CreateSymbolicLink(_desk.PathOf("deep/link.feature"), _desk.PathOf("features/p.feature"));
        _desk.Write("deep/r.tac", procedure + "Specification { from = \"link.feature\" }\n");

        (await _desk.DoAsync("test", "p.tac", "--no-sandbox")).ShouldExit(1).Out.ShouldContain("at features/p.feature:3");
        (await _desk.DoAsync("test", "deep/q.tac", "--no-sandbox")).ShouldExit(1).ShouldPrint("TAC1516", "q.tac:2");
        (await _desk.DoAsync("test", "deep/r.tac", "--no-sandbox")).ShouldExit(1).ShouldPrint("TAC1516", "r.tac:2");
    }

    [Fact]
    public async Task An_untrusted_sidecar_that_widens_is_a_note_and_its_wish_is_not_in_force()
    {
        _desk.Write("p.tac.yml", "tools:\n  allow: [\"*\"]\n");
        _desk.Write("p.tac", "Procedure { function() return Host.call(\"other.tool\") end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the procedure should fail\n]])\n");

        (await _desk.DoAsync("test", "p.tac", "--no-sandbox")).ShouldExit(0).ShouldPrint("p.tac.yml is not trusted", "not in force: tools.allow");
    }

    [Fact]
    public async Task A_sidecar_that_is_wrong_is_left_out_where_nothing_outside_is_asked_and_an_error_elsewhere()
    {
        _desk.Write("p.tac.yml", "tool_paths: [tools]\nopenai_api_key: sk-1\n");
        _desk.Write("p.tac", "Procedure { function() return 1 end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n");

        (await _desk.DoAsync("test", "p.tac", "--mock", "--no-sandbox")).ShouldExit(0).ShouldPrint("p.tac.yml is wrong, and none of it is in force", "line 1", "TAC4012 and 1 more");
        (await _desk.DoAsync("test", "p.tac", "--no-sandbox")).ShouldExit(1).ShouldPrint("TAC4012", "Tool { use =");
        (await _desk.DoAsync("run", "p.tac", "--no-sandbox", "--json")).ShouldExit(2).ShouldSay("TAC4012");
    }

    // What a wrong sidecar would have forbidden is not performed because it is wrong. The control: a right one that forbids nothing.
    [Theory]
    [InlineData("nonsense: 1\ntools: {allow: []}\n", 1, 0)]
    [InlineData("tools: {allow: [notify]}\n", 0, 1)]
    public async Task A_wrong_sidecar_opens_nothing_that_the_person_allows_in_general(string sidecar, int exitCode, int requests)
    {
        await using RecordingServer server = await RecordingServer.StartAsync(_ => new JsonObject());
        string configuration = Path.Combine(_desk.Environment["XDG_CONFIG_HOME"], "tactus", "config.yml");
        Directory.CreateDirectory(Path.GetDirectoryName(configuration)!);
        File.WriteAllText(configuration, $$"""
            tools: {allow: [notify]}
            host_tools:
              notify:
                description: Tells somebody
                http: {method: POST, url: "http://127.0.0.1:{{server.Port}}/told"}
                effect: once
            """);
        _desk.Write("p.tac.yml", sidecar);
        _desk.Write("p.tac", "Procedure { function() Host.call('notify', {}) return 1 end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n");

        Ended ended = await _desk.DoAsync("test", "p.tac", "--mock", "--no-sandbox");

        ended.ShouldExit(exitCode);
        server.Count.ShouldBe(requests);
        ended.Out.Contains("cut by the ceiling of sidecar p.tac.yml:1", StringComparison.Ordinal).ShouldBe(exitCode == 1, ended.ToString());
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(220, 1)]
    public async Task The_scenarios_of_a_procedure_share_its_budget(int tokens, int failed)
    {
        await _desk.TrustAsync("p.tac.yml", $$$"""
            models:
              default: mock/scripted
              providers: {mock: {answers: [{text: "Good.", usage: {input_tokens: 60, output_tokens: 40}}]}}
              budget: {tokens: {{{tokens}}}}
            """);
        string scenarios = string.Concat(Enumerable.Range(1, 3).Select(number => $"  Scenario: {number}\n    Then the output should be \"Good.\"\n"));
        _desk.Write("p.tac", $"judge = Agent {{ max_tokens = 40 }}\nProcedure {{ function() return judge('?').output end }}\nSpecification([[\nFeature: F\n{scenarios}]])\n");

        Ended ended = await _desk.DoAsync("test", "p.tac", "--no-parallel", "--no-sandbox", "--json");

        ended.ShouldExit(failed == 0 ? 0 : 1).Json.GetProperty("failed").GetInt32().ShouldBe(failed);
        ended.Out.Contains("TAC3805", StringComparison.Ordinal).ShouldBe(failed > 0);
    }

    [Fact]
    public async Task Several_runs_give_a_rate()
    {
        _desk.Write("p.tac", "Procedure { function() return math.random(2) end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n");

        Ended ended = await _desk.DoAsync("test", "p.tac", "--runs", "40", "--no-sandbox", "--json");

        double rate = Scenario(ended, 0).GetProperty("success_rate").GetDouble();
        rate.ShouldBeInRange(0.05, 0.95);
        ended.ShouldExit(1);
    }

    [Fact]
    public async Task Ctrl_C_ends_every_guest()
    {
        _desk.Write("p.tac", "Procedure { function() print('here') while true do end end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n");
        await using RunningProgram program = _desk.Start("test", "p.tac", "--runs", "2", "--driver", Machine.Bubblewrap);
        int guest = await program.GuestAsync();

        program.Send(Signal.Interrupt);

        (await program.EndAsync()).ShouldExit(130);
        await Until.HoldsAsync("the end of the guest", () => !Directory.Exists($"/proc/{guest}"));
    }

    [Theory]
    [MemberData(nameof(KilledCommands))]
    public async Task A_killed_one_takes_its_guests_with_it_and_the_next_one_clears_up(string driver, string command)
    {
        _desk.Write("ok.tac", "Procedure { function() return 1 end }\nSpecification([[\nFeature: F\n  Scenario: S\n    Then the output should be 1\n]])\n");
        _desk.Write("p.tac", """
            Procedure { function() File.write('here', 'x') while true do Host.call('host.ping', {}) end end }
            Specification([[
            Feature: F
              Scenario: S
                Then the output should be 1
            ]])
            Evaluation { dataset = {{name = "a", inputs = {}, expected_output = 1}}, evaluators = { field.equals_expected{} } }
            """);
        await using RunningProgram program = _desk.Start(command, "p.tac", "--driver", driver);
        await Until.HoldsAsync("what the scenario writes", () => StagedWrites().SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Any());
        string run = Path.GetExtension(StagedWrites()[0]).TrimStart('.');

        program.Send(Signal.Kill);
        await program.EndAsync();

        await Until.HoldsAsync("the end of the guest", () => ProcessTable.WithArgument(run).Count == 0);
        (await _desk.DoAsync("test", "ok.tac", "--driver", driver)).ShouldExit(0).ShouldPrint("what a killed test left behind");
        StagedWrites().ShouldBeEmpty();

        // An engine that takes long over a container is not waited for: then it is the start after that which removes it.
        await Until.HoldsAsync("the removal of what the killed test left", async () =>
        {
            bool isGone = (await Residue.OfAsync(run)).Count == 0;
            if (!isGone)
            {
                (await _desk.DoAsync("test", "ok.tac", "--driver", driver)).ShouldExit(0);
            }

            return isGone;
        });
    }

    [Fact]
    public async Task What_runs_wrote_that_a_scenario_started_is_gone_with_it()
    {
        _desk.Write("p.tac", """
            child = Procedure { function() File.write('here', 'x') return { wrote = File.exists('here') } end }
            Procedure { function()
              local run = Procedure.start('child', {})
              return { wrote = Procedure.await_children{ children = {run} }.children[1].output.wrote }
            end }
            Specification([[
            Feature: F
              Scenario: S
                Then the output wrote should be true
            ]])
            """);

        (await _desk.DoAsync("test", "p.tac", "--driver", Machine.Bubblewrap)).ShouldExit(0);

        StagedWrites().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Evaluations_print_a_table_and_hold_their_thresholds(string driver)
    {
        _desk.Write("cases.jsonl", "{\"name\": \"two\", \"inputs\": {\"n\": 2}, \"expected_output\": 4}\n{\"name\": \"three\", \"inputs\": {\"n\": 3}, \"expected_output\": 7}\n");
        _desk.Write("p.tac", """
            Procedure { input = { n = field.number{required = true} }, function(input) return 2 * input.n end }
            Evaluation { dataset_file = "cases.jsonl", evaluators = { field.equals_expected{} }, thresholds = { min_success_rate = 0.6 }, runs = 2 }
            """);

        Ended table = (await _desk.DoAsync("eval", "p.tac", "--driver", driver)).ShouldExit(1);
        table.Out.ShouldContain("two    2/2");
        table.Out.ShouldContain("three  0/2");
        table.Out.ShouldContain("missed: min_success_rate is 0.6, and 0.5 of the runs passed");

        Ended json = (await _desk.DoAsync("eval", "p.tac", "--driver", driver, "--runs", "1", "--json")).ShouldExit(1);
        json.Json.GetProperty("evaluations")[0].GetProperty("success_rate").GetDouble().ShouldBe(0.5);
    }

    private IReadOnlyList<string> StagedWrites() =>
        [.. new[] { "runs", "scratch" }.Select(name => Path.Combine(_desk.State, "tactus", name)).Where(Directory.Exists).SelectMany(Directory.GetDirectories)];

    private static JsonElement Scenario(Ended ended, int index) => ended.Json.GetProperty("files")[0].GetProperty("features")[0].GetProperty("scenarios")[index];

    private static IReadOnlyList<string> Statuses(Ended ended) =>
    [
        .. ended.Json.GetProperty("files")[0].GetProperty("features")[0].GetProperty("scenarios").EnumerateArray()
            .Select(scenario => $"{scenario.GetProperty("name").GetString()}: {scenario.GetProperty("runs")[0].GetProperty("status").GetString()}"),
    ];
}
