// Proves that a run which dies at any one write or side effect ends as if it had not: same outcome, same journal, same events, and nothing done twice.
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Running;
using Tactus.Tests;

namespace Tactus.Simulation.Tests;

public sealed class CrashAtEveryWriteTests
{
    public static TheoryData<string> Programs => [.. Corpus.Names];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_host_dies_at_each_point_in_turn_and_what_was_queued_is_lost(string name) =>
        EveryPoint.Check(Corpus.Find(name), Fault.HostDies, UnflushedWrites.Lost);

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_host_dies_at_each_point_in_turn_and_what_was_queued_is_kept(string name) =>
        EveryPoint.Check(Corpus.Find(name), Fault.HostDies, UnflushedWrites.Kept);

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_guest_dies_at_each_point_in_turn(string name) =>
        EveryPoint.Check(Corpus.Find(name), Fault.GuestDies, UnflushedWrites.Kept);

    [Fact]
    public void A_store_that_drops_flushes_is_found_out() => ShouldFail("checkpoints", Flaw.DropsFlushes);

    [Fact]
    public void A_gate_that_writes_no_intents_is_found_out() => ShouldFail("checkpoints", Flaw.ForgetsIntents);

    [Fact]
    public void A_store_that_loses_a_write_and_keeps_a_later_one_is_found_out() => ShouldFail("files", Flaw.ReordersWrites);

    [Fact]
    public void Events_that_are_kept_twice_are_found_out() => ShouldFail("script", Flaw.DoublesEvents);

    private static void ShouldFail(string name, Flaw flaw) =>
        Should.Throw<Exception>(() => EveryPoint.Check(Corpus.Find(name), Fault.HostDies, UnflushedWrites.Lost, flaw));
}
