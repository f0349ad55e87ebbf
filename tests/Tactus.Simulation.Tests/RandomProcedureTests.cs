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
    private const int SeedsInLong = 20_000;

    [Fact]
    public void Random_procedures_end_as_if_they_had_not_died()
    {
        if (Environment.GetEnvironmentVariable("TACTUS_SEED") is { Length: > 0 } one)
        {
            output.WriteLine(SeedRun.Run(ulong.Parse(one, CultureInfo.InvariantCulture)).ToString());
            return;
        }

        bool isLong = Environment.GetEnvironmentVariable("TACTUS_LONG") == "1";
        var runs = new ConcurrentBag<SeedRun>();
        var failures = new ConcurrentDictionary<int, Exception>();
        Parallel.For(1, 1 + (isLong ? SeedsInLong : SeedsInShort), seed =>
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
            $"{runs.Count} seeds, {runs.Sum(run => run.Lives)} executions, {runs.Sum(run => run.Deaths)} deaths, "
            + $"{runs.Sum(run => run.Doubts)} doubts resolved, {runs.Sum(run => run.Entries)} journal entries");
        runs.Sum(run => run.Deaths).ShouldBeGreaterThan(runs.Count);
        runs.Sum(run => run.Doubts).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData((int)Flaw.DropsFlushes)]
    [InlineData((int)Flaw.ForgetsIntents)]
    [InlineData((int)Flaw.ReordersWrites)]
    [InlineData((int)Flaw.ForgetsDeliveries)]
    public void A_missing_safety_is_found_out(int flaw) => Should.Throw<InvalidOperationException>(() =>
    {
        for (ulong seed = 1; seed <= SeedsInShort; seed++)
        {
            SeedRun.Run(seed, (Flaw)flaw);
        }
    });
}
