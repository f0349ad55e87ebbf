using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a guest that is killed ends its run as interrupted, with its own sentence and nothing left behind.
public sealed class GuestDeathTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    public static TheoryData<string, string> Moments => Machine.DriversWith(Waiting.BetweenEffects, Waiting.InALoop);

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_guest_that_is_killed_interrupts_its_run(string driver, string body)
    {
        await Waiting.LayOutAsync(_desk, body);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        Signal.Send(await Guests.OfAsync(driver, program), Signal.Kill);
        Ended run = await _desk.CheckAsync(await program.EndAsync(), 6, "interrupted", "TAC6305");
        run.ShouldMention("the guest was lost").ShouldMendWith("tactus runs resume");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task An_effect_of_a_guest_that_was_killed_ends_and_is_recorded(string driver)
    {
        _desk.Procedure("Host.call('patient', {})");
        await _desk.TrustAsync("p.tac.yml", """
            tools: {allow: [patient]}
            host_tools:
              patient:
                description: Ends once it is told to
                args: {}
                exec: {argv: [sh, -c, "touch here; until [ -e go ]; do :; done"], cwd: "${workspace}"}
            """);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        Signal.Send(await Guests.OfAsync(driver, program), Signal.Kill);
        await Until.HoldsAsync("the end of the guest", async () => await Guests.OfAsync(driver, program) == 0);
        _desk.Write(Waiting.Go, "");
        Ended run = await _desk.CheckAsync(await program.EndAsync(), 6, "interrupted", "TAC6305");
        Ended show = (await _desk.DoAsync("runs", "show", run.RunId, "--effects", "--json")).ShouldExit(0);
        show.Json.GetProperty("entries")[0].GetProperty("status").GetString().ShouldBe("succeeded", show.ToString());
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Ctrl_C_ends_the_wait_for_an_effect_of_a_guest_that_was_killed(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.InAnEffect);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        Signal.Send(await Guests.OfAsync(driver, program), Signal.Kill);
        await Until.HoldsAsync("the end of the guest", async () => await Guests.OfAsync(driver, program) == 0);
        program.Send(Signal.Interrupt);
        Ended run = await program.EndAsync();
        run.Took.ShouldBeLessThan(TimeSpan.FromSeconds(45), run.ToString());
        run.ExitCode.ShouldBeOneOf(6, 130);
        await _desk.CheckAsync(run, run.ExitCode, run.ExitCode == 6 ? "interrupted" : "cancelled", null);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_guest_killed_with_its_host_waiting_reads_well_for_a_person(string driver)
    {
        await Waiting.LayOutAsync(_desk, Waiting.BetweenEffects);
        await using RunningProgram program = _desk.Start("run", "p.tac", "--driver", driver);
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        Signal.Send(await Guests.OfAsync(driver, program), Signal.Kill);
        (await program.EndAsync()).ShouldExit(6).ShouldPrint("error TAC6305: ", "mend: ", "interrupted in ");
    }

    public void Dispose() => _desk.Dispose();
}
