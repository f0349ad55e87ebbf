// Proves for procedures that nobody thought of what CrashAtEveryWriteTests proves for those that somebody did: they die at random, several times, while
// replies are delayed and reordered, and end as if nothing had happened.
using System.Collections.Concurrent;
using System.Globalization;
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Running;
using Xunit.Abstractions;

namespace Tactus.Simulation.Tests;

public sealed class RandomProcedureTests(ITestOutputHelper output)
{
    private const int SeedsInShort = 300;
    private const int SeedsInLong = 5_000;

    [Fact]
    public void Random_procedures_end_as_if_they_had_not_died()
    {
        if (Environment.GetEnvironmentVariable("TACTUS_SEED") is { Length: > 0 } one)
        {
            output.WriteLine(SeedRun.Run(ulong.Parse(one, CultureInfo.InvariantCulture)).ToString());
            return;
        }

        var runs = new ConcurrentBag<SeedRun>();
        var failures = new ConcurrentDictionary<int, Exception>();
        Parallel.For(1, 1 + (LongRun.IsOn ? SeedsInLong : SeedsInShort), seed =>
        {
            try
            {
                runs.Add(SeedRun.Run((ulong)seed));
            }
            catch (InvalidOperationException failure)
            {
                failures[seed] = failure;
            }
        });
        if (!failures.IsEmpty)
        {
            // One program is enough to read; the other seeds tell how common it is.
            Assert.Fail($"{failures.Count} seeds fail: {string.Join(", ", failures.Keys.Order().Take(50))}\n{failures.MinBy(one => one.Value.Message.Length).Value.Message}");
        }

        output.WriteLine(
            $"figures: {runs.Count} seeds, {runs.Sum(run => run.Lives)} executions, {runs.Sum(run => run.Deaths)} deaths, "
            + $"{runs.Sum(run => run.Doubts)} doubts resolved, {runs.Sum(run => run.Entries)} journal entries");
        runs.Sum(run => run.Deaths).ShouldBeGreaterThan(runs.Count);
        runs.Sum(run => run.Doubts).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData((int)Flaw.DropsFlushes, 1)]
    [InlineData((int)Flaw.ForgetsIntents, 1)]
    [InlineData((int)Flaw.ReordersWrites, 1)]
    [InlineData((int)Flaw.ForgetsDeliveries, 265)]
    public void A_missing_safety_is_found_out(int flaw, int firstSeed)
    {
        int seed = firstSeed;
        while (!Fails((ulong)seed, (Flaw)flaw))
        {
            (++seed).ShouldBeLessThan(firstSeed + SeedsInShort);
        }

        output.WriteLine($"{(Flaw)flaw} is found out by seed {seed}");
    }

    private static bool Fails(ulong seed, Flaw flaw)
    {
        try
        {
            SeedRun.Run(seed, flaw);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
