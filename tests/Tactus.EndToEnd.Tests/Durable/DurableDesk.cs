using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

/// <summary>Lays out and drives runs that are interrupted in a known place.</summary>
internal static class DurableDesk
{
    /// <summary>Appends to a log before and after its waiting place, so that what was done twice shows.</summary>
    public const string TwoSteps = """
        File.append('log', 'one\n')
        print('first')
        local at = Host.call('host.time', {}).unix_nanos
        File.write('here', '')
        repeat until File.exists('go')
        File.append('log', 'two\n')
        print('second')
        return {at = at, chance = math.random(1000000)}
        """;

    /// <summary>Starts a run and waits until it has come to its waiting place.</summary>
    public static async Task<(RunningProgram Program, string Run)> StartAsync(this Desk desk, string driver, string body = TwoSteps)
    {
        File.Delete(desk.PathOf(Waiting.Here));
        File.Delete(desk.PathOf(Waiting.Go));
        desk.Procedure(body);
        RunningProgram program = desk.StartRun(driver, "p.tac");
        await Until.FileExistsAsync(desk.PathOf(Waiting.Here));
        return (program, await program.RunIdAsync());
    }

    /// <summary>Starts a run, and kills the program in its middle.</summary>
    public static async Task<string> InterruptAsync(this Desk desk, string driver, string body = TwoSteps)
    {
        (RunningProgram program, string run) = await desk.StartAsync(driver, body);
        await using (program)
        {
            program.Send(Signal.Kill);
            (await program.EndAsync()).ShouldExit(137);
        }

        return run;
    }

    /// <summary>Resumes a run with <c>--json</c>.</summary>
    public static Task<Ended> ResumeAsync(this Desk desk, string run, string driver, params string[] options) =>
        desk.DoAsync(["runs", "resume", run, "--driver", driver, "--json", .. options]);

    /// <summary>The entries of a run's journal.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EntriesAsync(this Desk desk, string run) =>
        [.. (await desk.DoAsync("runs", "trace", run, "--json")).ShouldExit(0).Json.GetProperty("entries").EnumerateArray()];

    /// <summary>What a run printed, line by line.</summary>
    public static async Task<string[]> PrintedAsync(this Desk desk, string run) =>
        (await desk.DoAsync("runs", "logs", run)).ShouldExit(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of a file in the workspace.</summary>
    public static string[] Lines(this Desk desk, string name) => File.ReadAllLines(desk.PathOf(name));
}
