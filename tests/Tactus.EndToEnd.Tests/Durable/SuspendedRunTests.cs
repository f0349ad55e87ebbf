using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that a run which waits holds no process, says which command goes on, and is found by runs resume --due when its time has come.
public sealed class SuspendedRunTests : IDisposable
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task A_run_that_waits_for_a_time_is_found_when_it_has_come()
    {
        _desk.Procedure("File.append('log', 'one\\n')\nSleep(12)\nFile.append('log', 'two\\n')\nreturn {}");
        Ended waits = await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac"), 3, "suspended", null);
        waits.Json.GetProperty("waits_for").GetString().ShouldBe("time");
        DateTimeOffset due = waits.Json.GetProperty("due_at").GetDateTimeOffset();

        await Until.HoldsAsync("the run's time", () => DateTimeOffset.UtcNow > due);
        Ended resumed = (await _desk.DoAsync("runs", "resume", "--due", "--driver", Machine.Bubblewrap)).ShouldExit(0);

        resumed.Out.Trim().ShouldBe($"{waits.RunId}  succeeded");
        _desk.Lines("log").ShouldBe(["one", "two"]);
        (await _desk.DoAsync("runs", "resume", "--due", "--json")).ShouldExit(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_may_wait_here_ends_here()
    {
        _desk.Procedure("Sleep(12)\nreturn {slept = true}");
        await _desk.CheckAsync(await _desk.RunAsync(Machine.Bubblewrap, "p.tac", "--wait"), 0, "succeeded", null);
    }

    [Fact]
    public async Task A_person_reads_what_goes_on()
    {
        _desk.Procedure("return {yes = Human.approve('Go on?')}");
        Ended waits = (await _desk.DoAsync("run", "p.tac", "--driver", Machine.Bubblewrap)).ShouldExit(3);
        waits.ShouldPrint("suspended in ", "next: it waits for an answer", "tactus runs respond ");

        string run = (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs")[0].GetProperty("run_id").GetString()!;
        Ended show = (await _desk.DoAsync("runs", "show", run)).ShouldExit(0);
        show.Out.ShouldContain("Go on?");
        show.ShouldPrint($"tactus runs respond {run}");
    }

    [Fact]
    public async Task A_person_reads_that_the_answer_is_there_already()
    {
        _desk.Procedure("return {yes = Human.approve('Go on?')}");
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(3).RunId;
        (await _desk.DoAsync("runs", "respond", run, "--approve", "--no-resume")).ShouldExit(0);

        Ended answered = (await _desk.DoAsync("runs", "show", run)).ShouldExit(0);
        answered.Out.ShouldContain("answered by ");
        answered.ShouldPrint($"next: it is answered and can go on: tactus runs resume {run}");

        (await _desk.DoAsync("runs", "resume", run, "--driver", Machine.Bubblewrap)).ShouldExit(0);
        string[] lines = (await _desk.DoAsync("runs", "show", run)).ShouldExit(0).Out.Split('\n');
        lines.ShouldContain("resumed    1 time");
    }

    [Fact]
    public async Task A_suspended_run_is_cancelled_without_a_process()
    {
        _desk.Procedure("Sleep(3600)");
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(3).RunId;

        (await _desk.DoAsync("runs", "cancel", run, "--json")).ShouldExit(0).Json.GetProperty("status").GetString().ShouldBe("cancelled");
        (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0).ShouldSay("TAC6301");
    }

    public void Dispose() => _desk.Dispose();
}
