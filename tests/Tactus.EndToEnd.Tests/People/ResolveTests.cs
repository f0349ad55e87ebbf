using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.People;

// Proves that a side effect that was begun and not answered when its host was killed is put before a person, and that their word settles it once.
public sealed class ResolveTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task What_happened_becomes_the_answer()
    {
        string run = await DieInTheEffectAsync();
        Ended doubtful = (await _desk.DoAsync("runs", "resume", run, "--no-sandbox", "--json")).ShouldExit(5).ShouldSay("TAC3611");
        doubtful.ShouldMendWith("runs resolve");

        (await _desk.DoAsync("runs", "resolve", run, "--json")).ShouldExit(2).ShouldSay("TAC7205");
        (await _desk.DoAsync("runs", "resolve", run, "--retry", "--did-not-happen", "--json")).ShouldExit(2).ShouldSay("TAC7205");
        (await _desk.DoAsync("runs", "resolve", run, "--happened", "{", "--json")).ShouldExit(2).ShouldSay("TAC7207");
        (await _desk.DoAsync("runs", "resolve", run, "--entry", "main:9", "--retry", "--json")).ShouldExit(2).ShouldSay("TAC7203");
        (await _desk.DoAsync("runs", "respond", run, "--approve", "--json")).ShouldExit(2).ShouldSay("TAC7201");

        Ended end = await _desk.DoAsync("runs", "resolve", run, "--entry", "main:2", "--happened", "{\"exit_code\": 7}", "--no-sandbox", "--json");
        end.ShouldExit(0).Json.GetProperty("output").GetProperty("exit_code").GetInt32().ShouldBe(7);
        (await _desk.DoAsync("runs", "resolve", run, "--retry", "--json")).ShouldExit(2).ShouldSay("TAC7203");
    }

    [Fact]
    public async Task What_did_not_happen_is_performed_when_the_run_goes_on()
    {
        string run = await DieInTheEffectAsync();

        // The tool ends at once where the file says so: only a second performance finds it.
        _desk.Write(Waiting.Go, "");
        Ended kept = await _desk.DoAsync("runs", "resolve", run, "--did-not-happen", "--no-resume", "--json");
        kept.ShouldExit(0).Json.GetProperty("resolved").GetProperty("did_not_happen").GetBoolean().ShouldBeTrue();
        (await _desk.DoAsync("runs", "resolve", run, "--retry", "--no-resume", "--json")).ShouldExit(2).ShouldSay("TAC6109");

        Ended end = (await _desk.DoAsync("runs", "resume", run, "--no-sandbox", "--json")).ShouldExit(0);
        end.Json.GetProperty("output").GetProperty("exit_code").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_executed_has_effects_under_way_and_none_in_doubt()
    {
        await LayOutAsync();
        await using RunningProgram program = _desk.StartRun("none", "p.tac");
        string run = await program.RunIdAsync();
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        (await _desk.DoAsync("runs", "resolve", run, "--retry", "--json")).ShouldExit(2).ShouldSay("TAC7209");
        program.Send(Signal.Interrupt);
        (await program.EndAsync()).ShouldExit(130);
    }

    public void Dispose() => _desk.Dispose();

    private async Task<string> DieInTheEffectAsync()
    {
        await LayOutAsync();
        await using RunningProgram program = _desk.StartRun("none", "p.tac");
        string run = await program.RunIdAsync();
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        program.Send(Signal.Kill);
        await program.EndAsync();
        return run;
    }

    private async Task LayOutAsync()
    {
        _desk.Procedure("File.exists('x')\nreturn Host.call('long', {})");
        await _desk.TrustAsync("p.tac.yml", """
            tools: {allow: [long]}
            host_tools:
              long:
                description: Takes long, unless it may go
                args: {}
                exec: {argv: [sh, -c, "touch here; test -e go || exec sleep 61"], cwd: "${workspace}"}
                limits: {timeout: 90s}
            """);
    }
}
