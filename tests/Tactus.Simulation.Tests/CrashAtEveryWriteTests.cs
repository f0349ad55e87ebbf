// Proves that a run which dies at any one write or side effect ends as if it had not: same outcome, same journal, same events, and nothing done twice.
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Running;
using Xunit.Abstractions;

namespace Tactus.Simulation.Tests;

public sealed class CrashAtEveryWriteTests(ITestOutputHelper output)
{
    public static TheoryData<string> Programs => [.. Corpus.Names];

    // The rarer deaths are tried at every third point only, but for the long run.
    private static int Stride => LongRun.IsOn ? 1 : 3;

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_host_dies_at_each_point_in_turn_and_what_was_queued_is_lost(string name) =>
        Check(name, Fault.HostDies, UnflushedWrites.Lost);

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_host_dies_at_each_point_in_turn_and_what_was_queued_is_kept(string name) =>
        Check(name, Fault.HostDies, UnflushedWrites.Kept, stride: Stride);

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_guest_dies_at_each_point_in_turn(string name) =>
        Check(name, Fault.GuestDies, UnflushedWrites.Kept, stride: Stride);

    [Theory]
    [InlineData("racy")]
    [InlineData("cancelled-waits")]
    [InlineData("cancelled-checkpoints")]
    public void A_procedure_that_hangs_on_who_is_first_is_held_to_its_own_journal(string name)
    {
        using var undisturbed = new SimulatedRun(Corpus.Find(name));
        int points = undisturbed.Run().Points;
        System.Threading.Tasks.Parallel.For(1, points + 1, point =>
        {
            FaultPlan plan = FaultPlan.At(point, Fault.HostDies, UnflushedWrites.Lost);
            using var run = new SimulatedRun(Corpus.Find(name), plan);
            RunResult result = run.Run();
            result.Outcome.ShouldStartWith("Succeeded", Case.Sensitive, $"died at point {point} ({plan.Names[point - 1]})");
            Replay.ShouldRepeat(run, result);
            run.Outside.Once.Select(done => done.Key).ShouldBeUnique();
        });
        output.WriteLine($"figures: {name}: HostDies at {points} points, queued writes Lost");
    }

    [Fact]
    public void A_store_that_drops_flushes_is_found_out() => ShouldFail("checkpoints", Flaw.DropsFlushes);

    [Fact]
    public void A_gate_that_writes_no_intents_is_found_out() => ShouldFail("checkpoints", Flaw.ForgetsIntents);

    [Fact]
    public void A_store_that_loses_a_write_and_keeps_a_later_one_is_found_out() => ShouldFail("files", Flaw.ReordersWrites);

    [Fact]
    public void Events_that_are_kept_twice_are_found_out() => ShouldFail("script", Flaw.DoublesEvents);

    private void Check(string name, Fault fault, UnflushedWrites unflushed, int stride = 1)
    {
        int points = EveryPoint.Check(Corpus.Find(name), fault, unflushed, stride: stride);
        output.WriteLine($"figures: {name}: {fault} at {points} points, queued writes {unflushed}");
    }

    private static void ShouldFail(string name, Flaw flaw) =>
        Should.Throw<Exception>(() => EveryPoint.Check(Corpus.Find(name), Fault.HostDies, UnflushedWrites.Lost, flaw));
}
