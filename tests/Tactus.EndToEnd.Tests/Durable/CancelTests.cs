using System.Diagnostics;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that runs cancel ends a run from another process within about a second, whatever it is doing, and one that nobody executes at
// all, and that nothing of it is left.
public sealed class CancelTests : IDisposable
{
    // The promise is a second from the request to the end of the guest; the rest is two programs' starts on a busy machine. A run that was
    // not ended would go on for a minute at least.
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(30);

    private readonly Desk _desk = new();

    public static TheoryData<string, string> Moments => Machine.DriversWith(Waiting.BetweenEffects, Waiting.InALoop, Waiting.InAnEffect);

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_run_that_is_executed_is_ended(string driver, string body)
    {
        await Waiting.LayOutAsync(_desk, body);
        await using RunningProgram program = _desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        string run = await program.RunIdAsync();
        long asked = Stopwatch.GetTimestamp();

        Ended cancel = (await _desk.DoAsync("runs", "cancel", run, "--json")).ShouldExit(0);

        cancel.Json.GetProperty("status").GetString().ShouldBe("cancelled");
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(s_quick, cancel.ToString());
        await _desk.CheckAsync(await program.EndAsync(), 130, "cancelled", "TAC6301");
    }

    [Theory]
    [MemberData(nameof(ResumeTests.Drivers), MemberType = typeof(ResumeTests))]
    public async Task A_run_whose_program_was_killed_is_marked_and_swept(string driver)
    {
        string run = await _desk.InterruptAsync(driver, Waiting.BetweenEffects);

        (await _desk.DoAsync("runs", "cancel", run, "--json")).ShouldExit(0).Json.GetProperty("status").GetString().ShouldBe("cancelled");

        await Until.HoldsAsync("the end of what the run left", async () => (await Residue.OfAsync(run)).Count == 0);
        (await _desk.ResumeAsync(run, driver)).ShouldExit(2).ShouldSay("TAC6311").ShouldMention("cancelled");
    }

    [Fact]
    public async Task A_run_that_has_ended_is_not_cancelled()
    {
        _desk.Procedure("return {}");
        string run = (await _desk.RunAsync(Machine.Bubblewrap, "p.tac")).ShouldExit(0).RunId;

        (await _desk.DoAsync("runs", "cancel", run, "--json")).ShouldExit(2).ShouldSay("TAC6330");
    }

    [Fact]
    public async Task Its_children_are_ended_with_it()
    {
        _desk.Write("p.tac", """
            child = Procedure {function(input)
              File.write('here', '')
              while true do local n = 1 end
            end}
            Procedure {function(input)
              local c = Procedure.start('child', {})
              return Procedure.await_children{children = {c}}
            end}
            """);
        await using RunningProgram program = _desk.StartRun(Machine.Bubblewrap, "p.tac");
        await Until.FileExistsAsync(_desk.PathOf(Waiting.Here));
        string parent = (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").EnumerateArray()
            .Select(run => run.GetProperty("run_id").GetString()!).Last();

        (await _desk.DoAsync("runs", "cancel", parent, "--json")).ShouldExit(0);

        await _desk.CheckAsync(await program.EndAsync(), 130, "cancelled", "TAC6301");
        Ended list = (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0);
        list.Json.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("status").GetString()).ShouldBe(["cancelled", "cancelled"]);
    }

    public void Dispose() => _desk.Dispose();
}
