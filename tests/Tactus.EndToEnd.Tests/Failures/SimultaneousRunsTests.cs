using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that runs of one procedure at once do not disturb each other: each succeeds, each has its own record, nothing stays.
public sealed class SimultaneousRunsTests : IDisposable
{
    private const int Crowd = 6;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Two_runs_that_overlap_both_succeed(string driver)
    {
        _desk.Procedure(Waiting.BetweenEffects);
        await using RunningProgram first = _desk.StartRun(driver, "p.tac");
        await using RunningProgram second = _desk.StartRun(driver, "p.tac");
        string[] ids = await Task.WhenAll(first.RunIdAsync(), second.RunIdAsync());
        ids[0].ShouldNotBe(ids[1]);
        _desk.Write(Waiting.Go, "");
        await _desk.CheckAsync(await first.EndAsync(), 0, "succeeded", null);
        await _desk.CheckAsync(await second.EndAsync(), 0, "succeeded", null);
        await ShouldBeListedAsync(2);
    }

    [Fact]
    public async Task A_crowd_of_runs_that_start_and_sweep_at_once_all_succeed()
    {
        _desk.Procedure("File.write('out.txt', 'x')\nreturn Host.call('host.ping', {}).ok");
        Ended[] runs = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => _desk.RunAsync(Machine.Bubblewrap, "p.tac")));
        foreach (Ended run in runs)
        {
            await _desk.CheckAsync(run, 0, "succeeded", null);
            run.Error.ShouldNotContain("could not be removed");
        }

        await ShouldBeListedAsync(Crowd);
    }

    public void Dispose() => _desk.Dispose();

    private async Task ShouldBeListedAsync(int count)
    {
        Ended list = (await _desk.DoAsync("runs", "list", "--status", "succeeded", "--json")).ShouldExit(0);
        list.Json.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetString()).Distinct().Count().ShouldBe(count);
    }
}
