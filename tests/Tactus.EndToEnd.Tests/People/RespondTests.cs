using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.People;

// Proves that a run whose question nobody answers here waits without a process, and that an answer from elsewhere is checked, kept and counted once.
public sealed class RespondTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_run_without_a_terminal_is_suspended_and_holds_no_process(string driver)
    {
        string run = await SuspendAsync("return Human.approve('Go on?')", driver);
        await Residue.ShouldBeNoneAsync(run);

        Ended unanswered = (await _desk.DoAsync("runs", "respond", run)).ShouldExit(2);
        unanswered.ShouldPrint("│ Go on?", "TAC7206", "--approve or --reject");
        Ended answered = (await _desk.DoAsync("runs", "respond", run, "--approve", "--no-resume", "--json")).ShouldExit(0);
        answered.Json.GetProperty("answered").GetBoolean().ShouldBeTrue();

        (await _desk.DoAsync("runs", "respond", run, "--reject", "--no-resume", "--json")).ShouldExit(2).ShouldSay("TAC6109").ShouldMention("(runs respond)");
    }

    [Theory]
    [InlineData("TAC7205", "--text", "x")]
    [InlineData("TAC7205", "--approve", "--reject")]
    [InlineData("TAC7205", "--choose", "x")]
    [InlineData("TAC7207", "--value", "{")]
    [InlineData("TAC3703", "--value", "5")]
    [InlineData("TAC7203", "--approve", "--entry", "main:9")]
    [InlineData("TAC7204", "--approve", "--entry", "main")]
    public async Task An_answer_that_does_not_fit_is_refused_and_nothing_is_recorded(string code, params string[] answer)
    {
        string run = await SuspendAsync("return Human.approve('Go on?')", "none");
        (await _desk.DoAsync(["runs", "respond", run, "--json", .. answer])).ShouldExit(2).ShouldSay(code);
        (await _desk.DoAsync("runs", "respond", run, "--approve", "--no-resume", "--json")).ShouldExit(0);
    }

    [Fact]
    public async Task Of_several_questions_one_must_be_named()
    {
        string run = await SuspendAsync(
            "return Parallel { a = function() return Human.approve('First?') end, b = function() return Human.input('Second?') end }", "none");
        Ended several = (await _desk.DoAsync("runs", "respond", run, "--approve", "--json")).ShouldExit(2).ShouldSay("TAC7202");
        several.ShouldMendWith("--entry main/1.branch:1").ShouldMendWith("Second?");
        (await _desk.DoAsync("runs", "respond", run, "--entry", "main/2.branch:1", "--text", "x", "--no-resume", "--json")).ShouldExit(0);
        (await _desk.DoAsync("runs", "respond", run, "--approve", "--no-resume", "--json")).ShouldExit(0);
    }

    [Fact]
    public async Task Questions_inside_a_sub_procedure_and_a_checkpoint_get_their_answers_and_nothing_is_done_twice()
    {
        _desk.Write("p.tac", """
            inner = Procedure {
              function(input)
                File.append('log', 'inner\n')
                local name = Human.input('Name in the sub-procedure?')
                return { name = name }
              end
            }
            main = Procedure {
              function()
                State.increment('count')
                local first = Procedure.run('inner', {})
                local second = checkpoint('ask', function()
                  File.append('log', 'checkpoint\n')
                  checkpoint(function() return 1 end)
                  return Human.approve('Go on in the checkpoint?')
                end)
                return { name = first.name, ok = second, count = state.count }
              end
            }
            """);
        Ended suspended = (await _desk.RunAsync("none", "p.tac")).ShouldExit(3);
        Ended second = (await _desk.DoAsync("runs", "respond", suspended.RunId, "--text", "Ann", "--no-sandbox", "--json")).ShouldExit(3);
        second.RunId.ShouldBe(suspended.RunId);
        Ended end = (await _desk.DoAsync("runs", "respond", suspended.RunId, "--approve", "--no-sandbox", "--json")).ShouldExit(0);

        end.Json.GetProperty("output").GetProperty("name").GetString().ShouldBe("Ann");
        end.Json.GetProperty("output").GetProperty("ok").GetBoolean().ShouldBeTrue();
        end.Json.GetProperty("output").GetProperty("count").GetInt32().ShouldBe(1);
        (await File.ReadAllTextAsync(_desk.PathOf("log"))).ShouldBe("inner\ncheckpoint\n");
    }

    [Fact]
    public async Task A_sleep_of_minutes_suspends_the_run_and_a_short_one_does_not()
    {
        _desk.Procedure("Sleep(0.2)\nSleep(600)");
        Ended run = (await _desk.RunAsync("none", "p.tac")).ShouldExit(3);
        run.Json.GetProperty("effects").GetInt32().ShouldBe(2);
        await Residue.ShouldBeNoneAsync(run.RunId);
    }

    [Fact]
    public async Task A_run_that_has_ended_waits_for_nobody()
    {
        _desk.Procedure("return 1");
        Ended ended = (await _desk.RunAsync("none", "p.tac")).ShouldExit(0);
        (await _desk.DoAsync("runs", "respond", ended.RunId, "--approve", "--json")).ShouldExit(2).ShouldSay("TAC7201");
        (await _desk.DoAsync("runs", "resolve", ended.RunId, "--retry", "--json")).ShouldExit(2).ShouldSay("TAC7203");
    }

    [Fact]
    public async Task No_interactive_and_interactive_contradict_each_other()
    {
        _desk.Procedure("return 1");
        (await _desk.RunAsync("none", "p.tac", "--interactive", "--no-interactive")).ShouldExit(2).ShouldSay("TAC7006");
    }

    public void Dispose() => _desk.Dispose();

    private async Task<string> SuspendAsync(string body, string driver)
    {
        _desk.Procedure(body);
        Ended run = (await _desk.RunAsync(driver, "p.tac")).ShouldExit(3);
        run.Json.GetProperty("status").GetString().ShouldBe("suspended");
        return run.RunId;
    }
}
