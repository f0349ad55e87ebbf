using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that a host program that is killed shows as interrupted, takes its guest with it, and that the next start clears up.
public sealed class HostDeathTests : IDisposable
{
    private readonly Desk _desk = new();

    public static TheoryData<string, string> Moments => Machine.DriversWith(Waiting.BetweenEffects, Waiting.InALoop, Waiting.InAnEffect);

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_host_program_that_is_killed_shows_as_interrupted_and_the_next_start_clears_up(string driver, string body)
    {
        await Waiting.LayOutAsync(_desk, body);
        string run;
        await using (RunningProgram program = _desk.StartRun(driver, "p.tac"))
        {
            await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
            run = await program.RunIdAsync();
            program.Send(Signal.Kill);
            (await program.EndAsync()).ShouldExit(137).Out.ShouldBeEmpty();
        }

        Ended show = (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0);
        show.Json.GetProperty("status").GetString().ShouldBe("interrupted", show.ToString());
        await Until.HoldsAsync("the end of the guest whose host is gone", async () => await GuestIsGoneAsync(driver, run));
        await Until.HoldsAsync("the end of the helper sandbox whose host is gone", () => ProcessTable.WithArgument(_desk.Workspace).Count == 0);
        await Residue.ShouldBeClearedByTheNextStartAsync(run, driver);
    }

    public void Dispose() => _desk.Dispose();

    private static async Task<bool> GuestIsGoneAsync(string driver, string run)
    {
        if (driver != Machine.Docker)
        {
            return ProcessTable.WithArgument(run).Count == 0;
        }

        IReadOnlyList<string> containers = await ContainerEngine.ContainersOfAsync(run);
        return containers.Count == 0 || await ContainerEngine.ProcessOfAsync(containers[0]) == 0;
    }
}
