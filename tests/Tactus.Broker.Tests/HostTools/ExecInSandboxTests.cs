// Proves, with the real helper sandbox, that an exec tool works on the run's files and that nothing which the procedure plants makes
// it do more than its YAML says.
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.HostTools;

public sealed class ExecInSandboxTests
{
    [Fact]
    public async Task A_program_sees_the_workspace_and_its_output_comes_back()
    {
        using var broker = new TestBroker(Grants.WithTools(Exec("cat", "${args.file}") with
        {
            Arguments = new Dictionary<string, ArgumentSchema> { ["file"] = Grants.Text() },
        }), helpers: new BubblewrapHelperSandbox());
        (await broker.AskFileAsync("file.write", "a.txt", ("content", Value.Of("from the procedure")))).Value();
        Value answer = (await broker.CallAsync("tool", ("file", Value.Of("a.txt")))).Value();
        answer.Get("exit_code").Integer().ShouldBe(0, answer.ToString());
        answer.Get("stdout").Text().ShouldBe("from the procedure");

        answer = (await broker.CallAsync("tool", ("file", Value.Of("/etc/shadow")))).Value();
        answer.Get("exit_code").Integer().ShouldNotBe(0);
        answer.Get("stdout").Text().ShouldBe("");
    }

    [Fact]
    public async Task What_a_program_wrote_is_read_under_the_same_rules()
    {
        using var broker = new TestBroker(
            Grants.WithTools(Exec("sh", "-c", "echo made > made.txt; ln -s /etc/passwd link; echo x > .env.local || true")),
            helpers: new BubblewrapHelperSandbox());
        (await broker.CallAsync("tool")).Value().Get("exit_code").Integer().ShouldBe(0);
        (await broker.AskFileAsync("file.read", "made.txt")).Value().Text().ShouldBe("made\n");
        (await broker.AskFileAsync("file.read", "link")).ShouldBeError("TAC3204", "denied");
        (await broker.AskFileAsync("file.read", ".env.local")).ShouldBeError("TAC3201", "failed");
    }

    [Fact]
    public async Task A_secret_reaches_the_program_and_not_the_procedure()
    {
        const string Secret = "s3cret-of-the-tool";
        HostToolDeclaration tool = Exec("sh", "-c", "printf '%s' \"$T\" | base64; printf '%s' \"$T\" > leak.txt; env | grep -c T=");
        tool = tool with { Exec = tool.Exec! with { Environment = new Dictionary<string, string> { ["T"] = "${secret:TOKEN}" } } };
        using var broker = new TestBroker(Grants.WithTools(tool), helpers: new BubblewrapHelperSandbox(), secrets: ("TOKEN", Secret));
        Value answer = (await broker.CallAsync("tool")).Value();
        answer.Get("stdout").Text().ShouldStartWith("[secret TOKEN]");
        File.ReadAllText(broker.Workspace.At("leak.txt")).ShouldBe(Secret);
        (await broker.AskFileAsync("file.read", "leak.txt")).Value().Text().ShouldBe(new string('*', Secret.Length));
    }

    [Fact]
    public async Task A_staged_workspace_cannot_be_written_by_a_program()
    {
        Grant grant = Grants.WithTools(Exec("sh", "-c", "echo x > planted; cat kept"));
        using var broker = new TestBroker(
            grant with { Sandbox = grant.Sandbox with { Workspace = WorkspaceMode.Staged } }, helpers: new BubblewrapHelperSandbox());
        broker.Workspace.Write("kept", "kept");
        (await broker.CallAsync("tool")).Value().Get("stdout").Text().ShouldBe("kept");
        File.Exists(broker.Workspace.At("planted")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_that_is_not_there_and_one_that_does_not_end_are_clear_errors()
    {
        using var missing = new TestBroker(Grants.WithTools(Exec("no-such-program")), helpers: new BubblewrapHelperSandbox());
        (await missing.CallAsync("tool")).ShouldBeError("TAC5302", "failed").Message.ShouldContain("no-such-program");
        HostToolDeclaration slow = Exec("sleep", "600") with { Limits = new HostToolLimits(1, TimeSpan.FromMilliseconds(300), 1000) };
        using var late = new TestBroker(Grants.WithTools(slow), helpers: new BubblewrapHelperSandbox());
        (await late.CallAsync("tool")).ShouldBeError("TAC3401", "timeout");
    }

    private static HostToolDeclaration Exec(params string[] argv) => Tools.Exec("tool", argv);
}
