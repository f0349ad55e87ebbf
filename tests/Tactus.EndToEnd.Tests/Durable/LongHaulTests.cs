using System.Text.Json.Nodes;
using Tactus.EndToEnd.Tests.Durable.Killing;
using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;
using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that examples/06-long-haul, killed with SIGKILL at random moments, ends with exactly as many distinct steps seen outside as it was asked for.
public sealed class LongHaulTests(ITestOutputHelper output) : IDisposable
{
    private const int Port = 18433;

    private static readonly int s_steps = Effort.Of(500, 10_000);
    private static readonly int s_kills = Effort.Of(5, 20);

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Every_step_is_seen_exactly_once_however_often_the_run_is_killed(string driver)
    {
        int seed = Effort.Seed();
        output.WriteLine($"TACTUS_SEED={seed}");
        var chance = new Random(seed);
        await using RecordingServer server = await RecordingServer.StartAsync(_ => []);
        await _desk.LayOutAsync("06-long-haul", "haul.tac", Port, server);

        string? run = null;
        for (int left = s_kills; left > 0; left--)
        {
            await using RunningProgram program = Live(driver, run);
            int remaining = s_steps - Distinct(server);
            Blow blow = Blow.At(server.Count + chance.Next(1, Math.Max(2, 2 * remaining / (left + 2))), chance);
            (Ended ended, bool fell) = await blow.StrikeAsync(server, driver, program);
            fell.ShouldBeTrue($"{blow} did not fall: {ended}");
            ended.ExitCode.ShouldBeOneOf(ExitCodesOf(blow.Victim), ended.ToString());
            run ??= await OnlyRunAsync();
            Ended show = (await _desk.DoAsync("runs", "show", run, "--json")).ShouldExit(0);
            show.Json.GetProperty("status").GetString().ShouldBe("interrupted", show.ToString());
        }

        await using RunningProgram last = Live(driver, run);
        Ended whole = await _desk.CheckAsync(await last.EndAsync(), 0, "succeeded", null);

        whole.RunId.ShouldBe(run);
        output.WriteLine($"{driver}: {s_kills} kills, {Distinct(server)} distinct steps in {server.Count} requests");
        Distinct(server).ShouldBe(s_steps, $"seed {seed}");
        server.Requests.Select(request => request.Body["step"]!.GetValue<int>()).Distinct().Count().ShouldBe(s_steps, $"seed {seed}");
        (await _desk.PrintedAsync(run!)).Length.ShouldBe(20, "progress is shown once");
    }

    public void Dispose() => _desk.Dispose();

    // Of both the guest is killed first: a program that is quick tells of that before it is killed itself.
    private static int[] ExitCodesOf(Victim victim) => victim switch
    {
        Victim.Guest => [6],
        Victim.Program => [137],
        _ => [6, 137],
    };

    private static int Distinct(RecordingServer server) => server.Requests.Select(request => request.Key).Distinct(StringComparer.Ordinal).Count();

    private RunningProgram Live(string driver, string? run) => run is null
        ? _desk.StartRun(driver, "haul.tac", "--param", $"steps={s_steps}")
        : _desk.Start("runs", "resume", run, "--driver", driver, "--json");

    private async Task<string> OnlyRunAsync() =>
        (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem().GetProperty("run_id").GetString()!;
}
