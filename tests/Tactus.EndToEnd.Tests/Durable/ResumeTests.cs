using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that a run whose program or guest was killed with SIGKILL goes on where it stood, under every driver: nothing is done twice,
// nothing is lost, nothing is left behind; and that only one of two who resume it at once does.
public sealed class ResumeTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_killed_program_s_run_goes_on_where_it_stood(string driver)
    {
        string run = await _desk.InterruptAsync(driver);
        (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0).Json.GetProperty("status").GetString().ShouldBe("interrupted");
        long recorded = (await _desk.EntriesAsync(run)).Single(entry => entry.GetProperty("name").GetString() == "host.time")
            .GetProperty("result").GetProperty("unix_nanos").GetInt64();
        _desk.Write(Waiting.Go, "");

        Ended ended = await _desk.CheckAsync(await _desk.ResumeAsync(run, driver), 0, "succeeded", null);

        ended.RunId.ShouldBe(run);
        _desk.Lines("log").ShouldBe(["one", "two"]);
        ended.Json.GetProperty("output").GetProperty("at").GetInt64().ShouldBe(recorded, "a replayed effect has its recorded answer");
        (await _desk.PrintedAsync(run)).ShouldBe(["first", "second"], "a replay prints nothing twice");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_killed_guest_s_run_goes_on_where_it_stood(string driver)
    {
        (RunningProgram program, string run) = await _desk.StartAsync(driver);
        await using (program)
        {
            Signal.Send(await Guests.OfAsync(driver, program), Signal.Kill);
            (await program.EndAsync()).ShouldExit(6).ShouldSay("TAC6305").ShouldMendWith("tactus runs resume " + run);
        }

        _desk.Write(Waiting.Go, "");
        await _desk.CheckAsync(await _desk.ResumeAsync(run, driver), 0, "succeeded", null);
        _desk.Lines("log").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_comes_to_its_end()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap);
        for (int life = 0; life < 3; life++)
        {
            int before = (await _desk.EntriesAsync(run)).Count;
            await using RunningProgram program = _desk.Start("runs", "resume", run, "--driver", Machine.Bubblewrap, "--json");
            await Until.HoldsAsync("new entries", async () => (await _desk.EntriesAsync(run)).Count > before);
            program.Send(Signal.Kill);
            (await program.EndAsync()).ShouldExit(137);
        }

        _desk.Write(Waiting.Go, "");
        await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);
        _desk.Lines("log").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Two_who_resume_one_run_at_once_have_one_winner()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap);
        Task<Ended>[] both = [_desk.ResumeAsync(run, Machine.Bubblewrap), _desk.ResumeAsync(run, Machine.Bubblewrap)];
        await Task.WhenAny(both);
        _desk.Write(Waiting.Go, "");
        Ended[] ended = await Task.WhenAll(both);

        Ended winner = ended.Single(each => each.ExitCode == 0);
        Ended loser = ended.Single(each => each.ExitCode == 2);
        await _desk.CheckAsync(winner, 0, "succeeded", null);
        loser.JsonError.GetProperty("code").GetString().ShouldBeOneOf("TAC6108", "TAC6310");
        _desk.Lines("log").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_run_that_runs_is_not_resumed()
    {
        (RunningProgram program, string run) = await _desk.StartAsync(Machine.Bubblewrap);
        await using (program)
        {
            (await _desk.ResumeAsync(run, Machine.Bubblewrap)).ShouldExit(2).ShouldSay("TAC6310")
                .ShouldMention($"process {program.Id}").ShouldMendWith("tactus runs cancel " + run);
            _desk.Write(Waiting.Go, "");
            await _desk.CheckAsync(await program.EndAsync(), 0, "succeeded", null);
        }

        (await _desk.ResumeAsync(run, Machine.Bubblewrap)).ShouldExit(2).ShouldSay("TAC6311").ShouldMention("succeeded");
    }

    [Fact]
    public async Task An_edit_since_is_told_and_the_recorded_file_runs()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap);
        _desk.Procedure("error('another procedure')");
        _desk.Write(Waiting.Go, "");

        Ended ended = await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);

        ended.Error.ShouldContain("p.tac", Case.Sensitive, "the edit is told");
        _desk.Lines("log").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task The_recorded_file_runs_when_the_file_is_gone()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap);
        File.Delete(_desk.PathOf("p.tac"));
        _desk.Write(Waiting.Go, "");

        await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);
    }

    [Fact]
    public async Task With_current_diverges_naming_the_lines_and_performs_nothing()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap);
        _desk.Procedure(DurableDesk.TwoSteps.Replace("'one\\n'", "'eins\\n'", StringComparison.Ordinal));
        _desk.Write(Waiting.Go, "");

        Ended diverged = (await _desk.ResumeAsync(run, Machine.Bubblewrap, "--with-current")).ShouldExit(6).ShouldSay("TAC1401")
            .ShouldMention("p.tac: line 2").ShouldMendWith($"tactus runs resume {run} --as-recorded").ShouldMendWith($"tactus runs fork {run} --at 0 --with ");
        diverged.Json.GetProperty("status").GetString().ShouldBe("interrupted");
        _desk.Lines("log").ShouldBe(["one"]);

        // Nothing was lost: the control is the same run, resumed as it was recorded.
        await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap), 0, "succeeded", null);
        _desk.Lines("log").ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task With_current_goes_on_where_the_edit_comes_after_what_was_recorded()
    {
        string run = await _desk.InterruptAsync(Machine.Bubblewrap);
        _desk.Procedure(DurableDesk.TwoSteps.Replace("'two\\n'", "'zwei\\n'", StringComparison.Ordinal));
        _desk.Write(Waiting.Go, "");

        await _desk.CheckAsync(await _desk.ResumeAsync(run, Machine.Bubblewrap, "--with-current"), 0, "succeeded", null);
        _desk.Lines("log").ShouldBe(["one", "zwei"]);
    }

    [Fact]
    public async Task A_dry_run_stays_one()
    {
        _desk.Procedure("File.write('written', 'x')\nwhile true do end");
        string run;
        await using (RunningProgram program = _desk.StartRun(Machine.Bubblewrap, "p.tac", "--dry-run"))
        {
            run = await program.RunIdAsync();
            await program.GuestAsync();
            program.Send(Signal.Kill);
            await program.EndAsync();
        }

        Ended ended = await _desk.ResumeAsync(run, Machine.Bubblewrap, "--timeout", "2s");
        ended.ShouldExit(124);
        File.Exists(_desk.PathOf("written")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_whose_time_was_up_goes_on_with_more()
    {
        _desk.Procedure(DurableDesk.TwoSteps);
        Ended late = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac", "--timeout", "3s")).ShouldExit(124);
        _desk.Write(Waiting.Go, "");

        await _desk.CheckAsync(await _desk.ResumeAsync(late.RunId, Machine.Bubblewrap, "--timeout", "60s"), 0, "succeeded", null);
        _desk.Lines("log").ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData("runs", "resume")]
    [InlineData("runs", "resume", "x", "--due")]
    public async Task Which_run_has_to_be_said(params string[] command) => (await _desk.DoAsync([.. command, "--json"])).ShouldExit(2).ShouldSay("TAC7220");

    public void Dispose() => _desk.Dispose();
}
