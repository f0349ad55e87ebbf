using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that what a procedure does wrong ends its run with the right status, the line, and what a person needs to mend it.
public sealed class ProcedureErrorTests : IDisposable
{
    private const string Schemas = """
        Procedure {
          input = { n = field.integer{required = true, min = 1} },
          output = { text = field.string{required = true} },
          function(input) return { text = input.n } end
        }
        """;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task An_error_of_its_own_has_line_and_traceback(string driver)
    {
        _desk.Procedure("local function inner() error('boom') end\nlocal function outer() inner() end\nouter()");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 1, "failed", "TAC1301");
        run.ShouldMention("boom").ShouldPointAt("p.tac", 2);
        string traceback = run.JsonError.GetProperty("traceback").GetString()!;
        traceback.ShouldContain("p.tac:2: in");
        traceback.ShouldContain("p.tac:3: in");
        traceback.ShouldContain("p.tac:4: in");
    }

    [Fact]
    public async Task An_error_reads_well_for_a_person()
    {
        _desk.Procedure("local nothing = nil\nreturn nothing.field");
        Ended run = await _desk.DoAsync("run", "p.tac");
        run.ShouldExit(1).ShouldPrint("error TAC1301: attempt to index a nil value (local 'nothing')", "at p.tac:3", "failed in ", ", run ");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("n: is required", new string[0])]
    [InlineData("n: must be an integer", new[] { "--param", "n=many" })]
    [InlineData("n: 0 is below the least, 1", new[] { "--param", "n=0" })]
    [InlineData("m: is no declared input", new[] { "--param", "n=1", "--param", "m=1" })]
    public async Task An_input_that_breaks_its_schema_is_named(string says, string[] options)
    {
        _desk.Write("p.tac", Schemas);
        Ended run = await _desk.RunAsync(Machine.Bubblewrap, "p.tac", options);
        (await _desk.CheckAsync(run, 2, "failed", "TAC1101")).ShouldMention(says).ShouldPointAt("p.tac", 1);
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{\"n\": ")]
    [InlineData("")]
    public async Task An_input_file_that_holds_no_object_is_refused(string content)
    {
        _desk.Write("p.tac", Schemas);
        _desk.Write("in.json", content);
        (await _desk.DoAsync("run", "p.tac", "--input", "in.json", "--json")).ShouldExit(2).ShouldSay("TAC7007").ShouldMention("in.json");
    }

    [Fact]
    public async Task A_missing_input_file_is_named()
    {
        _desk.Write("p.tac", Schemas);
        (await _desk.DoAsync("run", "p.tac", "--input", "none.json", "--json")).ShouldExit(2).ShouldSay("TAC7007").ShouldMention("none.json").ShouldMendWith("JSON object");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task An_output_that_breaks_its_schema_names_the_field(string driver)
    {
        _desk.Write("p.tac", Schemas);
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac", "--param", "n=3"), 1, "failed", "TAC1102");
        run.ShouldMention("output.text: must be a string").Json.GetProperty("output").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_denied_effect_that_nobody_caught_refuses_the_run(string driver)
    {
        _desk.Procedure("local before = 1\nHost.call('tracker.create_issue', {title = 'x'})");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 4, "refused", "TAC3101");
        run.ShouldPointAt("p.tac", 3).ShouldMention("tracker.create_issue").ShouldMendWith("tracker.create_issue]");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_denied_effect_that_was_caught_lets_the_run_succeed(string driver)
    {
        _desk.Procedure("local ok, denial = pcall(Host.call, 'tracker.create_issue', {})\nreturn {ok = ok, code = denial.code, kind = denial.kind}");
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 0, "succeeded", null);
        JsonElement output = run.Json.GetProperty("output");
        output.GetProperty("ok").GetBoolean().ShouldBeFalse();
        output.GetProperty("code").GetString().ShouldBe("TAC3101");
        output.GetProperty("kind").GetString().ShouldBe("denied");
    }

    [Theory]
    [InlineData("{count = 'three'}", "count")]
    [InlineData("{count = 0}", "count")]
    [InlineData("{count = 1, colour = 'red'}", "colour")]
    [InlineData("{}", "count")]
    public async Task Tool_arguments_of_the_wrong_type_are_refused_before_anything_happens(string arguments, string field)
    {
        _desk.Procedure($"Host.call('mark', {arguments})");
        await _desk.TrustAsync("p.tac.yml", """
            tools: {allow: [mark]}
            host_tools:
              mark:
                description: Leaves a mark
                args: {count: {type: integer, required: true, min: 1}}
                exec: {argv: [touch, "mark-${args.count}"], cwd: "${workspace}"}
            """);
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 1, "failed", "TAC3104");
        run.ShouldMention(field).ShouldPointAt("p.tac", 2);
        Directory.EnumerateFiles(_desk.Workspace, "mark-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_tool_leaves_its_mark_when_its_arguments_fit()
    {
        _desk.Procedure("Host.call('mark', {count = 3})");
        await _desk.TrustAsync("p.tac.yml", """
            tools: {allow: [mark]}
            host_tools:
              mark:
                description: Leaves a mark
                args: {count: {type: integer, required: true, min: 1}}
                exec: {argv: [touch, "mark-${args.count}"], cwd: "${workspace}"}
            """);
        await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 0, "succeeded", null);
        File.Exists(_desk.PathOf("mark-3")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_module_that_is_missing_is_looked_for_in_named_places()
    {
        _desk.Write("p.tac", "local m = require('no.such')\nreturn m\n");
        Ended run = await _desk.RunAsync(Machine.Bubblewrap, "p.tac");
        run.ShouldSay("TAC2105").ShouldMention("no.such").ShouldPointAt("p.tac", 1);
        await Residue.ShouldBeNoneAsync(run.RunId);
    }

    public void Dispose() => _desk.Dispose();
}
