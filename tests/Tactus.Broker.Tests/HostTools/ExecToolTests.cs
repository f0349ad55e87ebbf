// Proves that an exec tool's command is exactly what its YAML says: each argument one element, no options smuggled in, no secret where
// others could read it, the workspace as granted.
using System.Text;
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.HostTools;

public sealed class ExecToolTests
{
    private readonly RecordingHelper _helper = new();

    [Fact]
    public async Task A_command_is_rendered_from_its_templates()
    {
        HostToolDeclaration tool = Tool(["make", "${args.target}", "--jobs=${args.jobs}", "plain"]) with
        {
            Arguments = new Dictionary<string, ArgumentSchema> { ["target"] = Grants.Text(), ["jobs"] = new() { Type = ArgumentType.Integer } },
        };
        tool = tool with
        {
            Exec = tool.Exec! with
            {
                Cwd = "${workspace}/src",
                Environment = new Dictionary<string, string> { ["CI"] = "1", ["T"] = "${secret:TOKEN}", ["R"] = "${run.id}" },
                Stdin = "in: ${args.target}",
                Network = true,
            },
        };
        using var broker = new TestBroker(Grants.WithTools(tool), helpers: _helper, secrets: ("TOKEN", "long enough"));
        _helper.Result = new HelperResult(3, "out"u8.ToArray(), "err long enough"u8.ToArray(), Truncated: false, TimedOut: false);
        Value answer = (await broker.CallAsync("build", ("target", Value.Of("a b; rm -rf $HOME\n`x`")), ("jobs", Value.Of(4)))).Value();

        answer.ShouldBe(Value.MapOf(
            ("exit_code", Value.Of(3)), ("stdout", Value.Of("out")), ("stderr", Value.Of("err [secret TOKEN]")), ("truncated", Value.False)));
        HelperCommand command = _helper.Commands.ShouldHaveSingleItem();
        command.Argv.ShouldBe(["make", "a b; rm -rf $HOME\n`x`", "--jobs=4", "plain"]);
        command.WorkingDirectory.ShouldBe("/workspace/src");
        command.Environment["T"].ShouldBe("long enough");
        command.Environment["R"].ShouldBe("run1");
        command.Environment["TACTUS_IDEMPOTENCY_KEY"].Length.ShouldBe(32);
        command.Environment.ContainsKey("TOKEN").ShouldBeFalse();
        Encoding.UTF8.GetString(command.Stdin.Span).ShouldStartWith("in: a b;");
        command.Network.ShouldBeTrue();
        command.Unsandboxed.ShouldBeFalse();
        command.Mounts.ShouldBe([new HelperMount(broker.Workspace.Path, "/workspace", ReadOnly: false)]);
    }

    [Theory]
    [InlineData("-rf")]
    [InlineData("--output=/x")]
    [InlineData("-")]
    [InlineData("--")]
    public async Task A_leading_dash_is_refused_unless_the_schema_allows_it(string hostile)
    {
        HostToolDeclaration tool = Tool(["cat", "${args.file}", "x${args.file}"]) with { Arguments = new Dictionary<string, ArgumentSchema> { ["file"] = Grants.Text() } };
        using (var broker = new TestBroker(Grants.WithTools(tool), helpers: _helper))
        {
            (await broker.CallAsync("build", ("file", Value.Of(hostile)))).ShouldBeError("TAC3402", "invalid");
            _helper.Commands.ShouldBeEmpty();
        }

        tool = tool with { Arguments = new Dictionary<string, ArgumentSchema> { ["file"] = Grants.Text() with { AllowLeadingDash = true } } };
        using var allowing = new TestBroker(Grants.WithTools(tool), helpers: _helper);
        (await allowing.CallAsync("build", ("file", Value.Of(hostile)))).Value();
        _helper.Commands[0].Argv.ShouldBe(["cat", hostile, "x" + hostile]);
    }

    [Fact]
    public async Task A_nul_and_a_negative_number_are_no_element()
    {
        HostToolDeclaration tool = Tool(["echo", "${args.x}"]) with { Arguments = new Dictionary<string, ArgumentSchema> { ["x"] = new() { Type = ArgumentType.Any } } };
        using var broker = new TestBroker(Grants.WithTools(tool), helpers: _helper);
        (await broker.CallAsync("build", ("x", Value.Of("a\0b")))).ShouldBeError("TAC3402", "invalid");
        (await broker.CallAsync("build", ("x", Value.Of(-5)))).ShouldBeError("TAC3402", "invalid");
        (await broker.CallAsync("build", ("x", Value.ListOf(Value.Of("a"))))).ShouldBeError("TAC3106", "invalid");
        (await broker.CallAsync("build")).ShouldBeError("TAC3106", "invalid");
        _helper.Commands.ShouldBeEmpty();
        (await broker.CallAsync("build", ("x", Value.Of(5)))).Value();
    }

    [Theory]
    [InlineData("${secret:TOKEN}", null)]
    [InlineData("x", "${args.x}")]
    [InlineData("x", "/a/${secret:TOKEN}")]
    public void A_secret_in_argv_and_an_argument_in_cwd_are_refused_when_the_run_starts(string argument, string? cwd)
    {
        HostToolDeclaration tool = Tool(["echo", argument]);
        tool = tool with { Exec = tool.Exec! with { Cwd = cwd } };
        Should.Throw<TactusException>(() => new TestBroker(Grants.WithTools(tool), helpers: _helper, secrets: ("TOKEN", "long enough"))).Code.ShouldBe("TAC3105");
    }

    [Fact]
    public void The_program_itself_is_fixed() =>
        Should.Throw<TactusException>(() => new TestBroker(Grants.WithTools(Tool(["${args.x}"])), helpers: _helper)).Code.ShouldBe("TAC3105");

    [Fact]
    public async Task Output_that_was_cut_does_not_end_in_half_a_secret()
    {
        const string Secret = "0123456789abcdef";
        using var broker = new TestBroker(Grants.WithTools(Tools.WithSecret("build", "TOKEN")), helpers: _helper, secrets: ("TOKEN", Secret));
        _helper.Result = new HelperResult(0, Encoding.ASCII.GetBytes(new string('x', 500) + Secret[..^1]), [], Truncated: true, TimedOut: false);
        (await broker.CallAsync("build")).Value().Get("stdout").Text().ShouldAllBe(character => character == 'x');
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_a_timeout()
    {
        using var broker = new TestBroker(Grants.WithTools(Tool(["sleep"])), helpers: _helper);
        _helper.Result = _helper.Result with { TimedOut = true };
        (await broker.CallAsync("build")).ShouldBeError("TAC3401", "timeout");
    }

    [Theory]
    [InlineData(WorkspaceMode.Direct, PermissionMode.Edit, false)]
    [InlineData(WorkspaceMode.Staged, PermissionMode.Edit, true)]
    [InlineData(WorkspaceMode.Direct, PermissionMode.Readonly, true)]
    public async Task The_workspace_is_mounted_as_granted(WorkspaceMode workspace, PermissionMode permissions, bool readOnly)
    {
        Grant grant = Grants.WithTools(Tool(["ls"]) with { Effect = EffectClass.Read });
        grant = grant with { Permissions = permissions, Sandbox = grant.Sandbox with { Workspace = workspace } };
        using var broker = new TestBroker(grant, helpers: _helper);
        (await broker.CallAsync("build")).Value();
        _helper.Commands[0].Mounts.ShouldHaveSingleItem().ReadOnly.ShouldBe(readOnly);
    }

    [Fact]
    public async Task A_tool_that_changes_things_is_denied_in_readonly_mode()
    {
        using var broker = new TestBroker(Grants.WithTools(Tool(["make"])) with { Permissions = PermissionMode.Readonly }, helpers: _helper);
        (await broker.CallAsync("build")).ShouldBeError("TAC3101", "denied").Mend.ShouldContain("mode: edit");
        _helper.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unsandboxed_tool_may_not_go_round_the_staging()
    {
        HostToolDeclaration tool = Tool(["make"]);
        tool = tool with { Exec = tool.Exec! with { Unsandboxed = true } };
        Grant grant = Grants.WithTools(tool);
        using (var staged = new TestBroker(grant with { Sandbox = grant.Sandbox with { Workspace = WorkspaceMode.Staged } }, helpers: _helper))
        {
            (await staged.CallAsync("build")).ShouldBeError("TAC3403", "denied");
            _helper.Commands.ShouldBeEmpty();
        }

        using var direct = new TestBroker(grant, helpers: _helper);
        (await direct.CallAsync("build")).Value();
        _helper.Commands[0].WorkingDirectory.ShouldBe(direct.Workspace.Path);
    }

    [Fact]
    public async Task Without_a_helper_sandbox_the_call_says_so()
    {
        using var broker = new TestBroker(Grants.WithTools(Tool(["make"])));
        (await broker.CallAsync("build")).ShouldBeError("TAC3404", "failed").Mend.ShouldContain("bubblewrap");
    }

    private static HostToolDeclaration Tool(string[] argv) => Tools.Exec("build", argv);
}
