using Tactus.EndToEnd.Tests.Durable.Killing;
using Tactus.EndToEnd.Tests.Fixtures;
using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves with the real program, journal, sandboxes and a real server that a run which is killed with SIGKILL at random moments ends as an undisturbed
// one does: an effect that cannot be repeated happened exactly once, where needed because the run said that it is in doubt and was told the truth.
public sealed class KillNineTests(ITestOutputHelper output)
{
    // A life may be ended this soon after its start, in requests that the world outside sees.
    private const int MostRequestsOfALife = 3;

    // One blow of so many falls while the guest starts and is answered from the journal.
    private const int StartsAmongBlows = 4;

    // In the short run, over all drivers of the machine.
    private const int KillsInAll = 26;

    private static readonly int s_trialsAtOnce = Effort.Of(2, 5);

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_run_that_is_killed_again_and_again_ends_as_an_undisturbed_one(string driver)
    {
        int seed = Effort.Seed();
        output.WriteLine($"TACTUS_SEED={seed}");
        var chance = new Random(seed);
        int wanted = Effort.Of((KillsInAll + Drivers.Count - 1) / Drivers.Count, 260);
        string undisturbed = await UndisturbedAsync(driver);

        int kills = 0;
        int doubts = 0;
        int trials = 0;
        while (kills < wanted)
        {
            int[] seeds = [.. Enumerable.Range(0, s_trialsAtOnce).Select(_ => chance.Next())];
            foreach ((int fell, int doubted) in await Task.WhenAll(seeds.Select(each => TryAsync(driver, each, undisturbed, $"seed {seed}"))))
            {
                (kills, doubts, trials) = (kills + fell, doubts + doubted, trials + 1);
            }
        }

        output.WriteLine($"{driver}: {kills} kills in {trials} runs, {doubts} times in doubt");
    }

    // The control: what is found without a journal is what the test above would find if the journal failed.
    [Fact]
    public async Task A_run_that_starts_anew_instead_does_what_was_done_a_second_time()
    {
        await using Trial trial = await Trial.PrepareAsync(Machine.Bubblewrap, forgetsJournal: true);
        await trial.LiveAsync(server => server.Count == 0 ? new Blow(4, BeforeAnswer: true, Victim.Program, Spins: 0) : null);

        trial.Kills.ShouldBe(1);
        MixedWork.Violations(trial.Server).ShouldBe(
            ["/once 1 happened 2 times", "/once 2 happened 2 times", "/again 1 happened 2 times", "/again 2 happened 2 times"]);
    }

    private static async Task<(int Kills, int Doubts)> TryAsync(string driver, int seed, string undisturbed, string message)
    {
        var chance = new Random(seed);
        await using Trial trial = await Trial.PrepareAsync(driver);
        string outcome = await trial.LiveAsync(server => server.Count > 0 && chance.Next(StartsAmongBlows) == 0
            ? Blow.AtStart(chance)
            : Blow.At(server.Count + chance.Next(1, MostRequestsOfALife + 1), chance));
        outcome.ShouldBe(undisturbed, message);
        MixedWork.Violations(trial.Server).ShouldBeEmpty(message);
        return (trial.Kills, trial.Doubts);
    }

    private static async Task<string> UndisturbedAsync(string driver)
    {
        await using Trial trial = await Trial.PrepareAsync(driver);
        string outcome = await trial.LiveAsync(_ => null);
        trial.Server.Count.ShouldBe(MixedWork.Requests);
        MixedWork.Violations(trial.Server).ShouldBeEmpty();
        return outcome;
    }
}
