// Proves the rule of delivery numbers: wherever the host dies, no entry whose answer reached the guest is missing in the journal while one with a
// greater number is there.
using System.Collections.Concurrent;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Gate;

public sealed class DeliveryOrderTests
{
    private const int Branches = 50;
    private const int Rounds = 40;

    [Fact]
    public async Task Whatever_reached_the_guest_is_there_when_anything_later_is()
    {
        int seed = Environment.TickCount;
        int reached = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Outcome outcome = await RaceAsync(seed + round, queuesLate: false);
            outcome.Holes.ShouldBeEmpty($"seed {seed + round}");
            outcome.LostWrites.ShouldBeEmpty($"seed {seed + round}");
            reached += outcome.Reached;
        }

        // One store may die before any answer; of all of them, most hand out hundreds.
        reached.ShouldBeGreaterThan(Rounds);
    }

    [Fact]
    public async Task The_race_would_show_a_number_that_is_taken_before_its_place_in_the_queue()
    {
        int holes = 0;
        for (int seed = 0; seed < 50 * Rounds && holes == 0; seed++)
        {
            holes += (await RaceAsync(seed, queuesLate: true)).Holes.Count;
        }

        holes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Numbers_have_no_gaps_and_the_clock_follows_them()
    {
        var store = new QueueingStore(int.MaxValue, queuesLate: false);
        using TestBroker broker = NewBroker(store);
        await OpenAsync(broker);
        var answers = new ConcurrentBag<PerformResponse>();
        await Task.WhenAll(Enumerable.Range(1, Branches).Select(branch => Task.Run(async () =>
        {
            for (int position = 1; position <= 20; position++)
            {
                answers.Add(await broker.AskAtAsync($"main/{branch}.branch", position, position % 2 == 0 ? "step.idempotent" : "file.exists", "", Exists));
            }
        })));

        PerformResponse[] ordered = [.. answers.OrderBy(answer => answer.Delivery)];
        ordered.Select(answer => (int)answer.Delivery).ShouldBe(Enumerable.Range(Branches + 1, Branches * 20));
        ordered.Select(answer => answer.ClockUnixNanos).ShouldBeInOrder();
    }

    private static MapValue Exists { get; } = Value.MapOf(("path", Value.Of("a")));

    private static TestBroker NewBroker(IRunStore store) => new(store: store, effects: [StepHandler.Idempotent()]);

    private static async Task OpenAsync(TestBroker broker)
    {
        for (int position = 1; position <= Branches; position++)
        {
            await broker.AskAtAsync("main", position, "branch.open", "b", Value.MapOf(("label", Value.Of("branch"))));
        }
    }

    private static async Task<Outcome> RaceAsync(int seed, bool queuesLate)
    {
        var store = new QueueingStore(Branches + new Random(seed).Next(1, 600), queuesLate);
        using TestBroker broker = NewBroker(store);
        await OpenAsync(broker);
        var reached = new ConcurrentBag<(long Delivery, bool IsWrite)>();
        await Task.WhenAll(Enumerable.Range(1, Branches).Select(branch => Task.Run(() => WalkAsync(broker, branch, new Random(seed + branch), reached))));

        HashSet<long> left = [.. store.Disk.Where(entry => entry.Delivery > 0).Select(entry => entry.Delivery)];
        long last = left.Count == 0 ? 0 : left.Max();
        return new Outcome(
            reached.Count,
            [.. reached.Where(one => one.Delivery < last && !left.Contains(one.Delivery)).Select(one => one.Delivery)],
            [.. reached.Where(one => one.IsWrite && !left.Contains(one.Delivery)).Select(one => one.Delivery)]);
    }

    private static async Task WalkAsync(TestBroker broker, int branch, Random random, ConcurrentBag<(long Delivery, bool IsWrite)> reached)
    {
        try
        {
            for (int position = 1; ; position++)
            {
                bool isWrite = random.Next(3) == 0;
                PerformResponse answer = await broker.AskAtAsync(
                    $"main/{branch}.branch", position, isWrite ? "step.idempotent" : "file.exists", "", Exists);
                reached.Add(((long)answer.Delivery, isWrite));
            }
        }
        catch (TactusException)
        {
            // The store died: this branch's life is over, which is what the test waits for.
            return;
        }
    }

    private sealed record Outcome(int Reached, IReadOnlyList<long> Holes, IReadOnlyList<long> LostWrites);
}
