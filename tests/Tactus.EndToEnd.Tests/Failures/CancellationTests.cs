using System.Diagnostics;
using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that Ctrl-C (and SIGTERM) ends a run at any moment: quickly, with exit code 130, a record that says so, and nothing left behind.
public sealed class CancellationTests : IDisposable
{
    // Starts in which the signal may come too late for the test that wants it early.
    private const int MostLate = 10;

    // On a busy machine; what is not ended goes on for a minute at least.
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(30);

    private readonly Desk _desk = new();

    public static TheoryData<string, string> Moments => Machine.DriversWith(Waiting.BetweenEffects, Waiting.InALoop, Waiting.InAnEffect);

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Ctrl_C_ends_a_run_that_is_under_way(string driver, string body)
    {
        await Waiting.LayOutAsync(_desk, body);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        await ShouldEndCancelledAsync(program, Signal.Interrupt);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task SIGTERM_does_the_same(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        await ShouldEndCancelledAsync(program, Signal.Terminate);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Ctrl_C_twice_leaves_as_little_as_once(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.InAnEffect);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        program.Send(Signal.Interrupt);
        await ShouldEndCancelledAsync(program, Signal.Interrupt);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Ctrl_C_while_the_guest_is_being_started_leaves_nothing(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await program.RunIdAsync();
        await ShouldEndCancelledAsync(program, Signal.Interrupt);
    }

    [DockerFact]
    public async Task Ctrl_C_while_the_engine_makes_the_container_leaves_no_container()
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.StartRun(Machine.Docker, "p.tac");
        string run = await program.RunIdAsync();
        await Until.HoldsAsync("the container", async () => (await ContainerEngine.ContainersOfAsync(run)).Count > 0);
        await ShouldEndCancelledAsync(program, Signal.Interrupt);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Ctrl_C_before_the_program_is_ready_ends_it_without_a_run(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        for (int late = 0; late < MostLate; late++)
        {
            await using RunningProgram program = _desk.StartRun(driver, "p.tac");
            program.Send(Signal.Interrupt);
            Ended ended = (await program.EndAsync()).ShouldExit(130);
            if (ended.Out.Length == 0 || !ended.Json.TryGetProperty("run_id", out _))
            {
                (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(late);
                return;
            }

            // On a busy machine the program can be quicker than the signal. Then there is a run to be cancelled, and another start.
            await _desk.CheckAsync(ended, 130, "cancelled", "TAC6301");
        }

        throw new ShouldAssertException($"in {MostLate} starts no signal came before the run");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Ctrl_C_at_a_spread_of_moments_never_leaves_anything(string driver)
    {
        _desk.Procedure(Waiting.InALoop);
        for (int milliseconds = 50; milliseconds <= 650; milliseconds += 100)
        {
            await using RunningProgram program = _desk.StartRun(driver, "p.tac");
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
            await moment.WaitForNextTickAsync();
            program.Send(Signal.Interrupt);
            Ended run = (await program.EndAsync()).ShouldExit(130);

            // Before the program has its handler, the signal ends it without a word; afterwards there is one object, with or without a run.
            if (run.Out.Length == 0)
            {
                run.Error.ShouldBeEmpty();
            }
            else if (run.Json.TryGetProperty("run_id", out _))
            {
                await _desk.CheckAsync(run, 130, "cancelled", "TAC6301");
            }
            else
            {
                run.ShouldSay("TAC6301");
            }
        }

        Ended list = (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0);
        foreach (JsonElement recorded in list.Json.GetProperty("runs").EnumerateArray())
        {
            recorded.GetProperty("status").GetString().ShouldBe("cancelled");
            await Residue.ShouldBeNoneAsync(recorded.GetProperty("run_id").GetString()!);
        }
    }

    [Fact]
    public async Task A_cancelled_run_reads_well_for_a_person()
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.Start("run", "p.tac", "--driver", Machine.Bubblewrap);
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        program.Send(Signal.Interrupt);
        (await program.EndAsync()).ShouldExit(130).ShouldPrint("error TAC6301: the run was cancelled", "cancelled in ");
    }

    public void Dispose() => _desk.Dispose();

    private async Task ShouldEndCancelledAsync(RunningProgram program, int signal)
    {
        long sent = Stopwatch.GetTimestamp();
        program.Send(signal);
        Ended run = await program.EndAsync();
        Stopwatch.GetElapsedTime(sent).ShouldBeLessThan(s_quick, run.ToString());
        await _desk.CheckAsync(run, 130, "cancelled", "TAC6301");
    }
}
