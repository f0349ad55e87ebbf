// Proves that an executor which was paused and superseded writes nothing any more when it wakes, wherever it was paused: no entry, no event, no end; and that
// the run of its successor is what it would have been without it.
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Running;

namespace Tactus.Simulation.Tests;

public sealed class ZombieTests
{
    [Theory]
    [InlineData("checkpoints")]
    [InlineData("errors")]
    [InlineData("parallel")]
    [InlineData("waiting")]
    [InlineData("script")]
    public void A_paused_and_superseded_executor_writes_nothing(string name) => PauseAtEachPoint(name, Flaw.None).ShouldBeGreaterThan(0);

    [Fact]
    public void A_store_without_a_fence_is_found_out() => Should.Throw<Exception>(() => PauseAtEachPoint("checkpoints", Flaw.LetsZombiesWrite));

    // Returns how many writes were refused.
    private static int PauseAtEachPoint(string name, Flaw flaw)
    {
        Program program = Corpus.Find(name);
        RunResult undisturbed;
        using (var run = new SimulatedRun(program))
        {
            undisturbed = run.Run();
        }

        int refusals = 0;
        Parallel.For(1, undisturbed.Points + 1, point =>
        {
            FaultPlan plan = FaultPlan.At(point, Fault.IsSuperseded, UnflushedWrites.Kept);
            using var run = new SimulatedRun(program, plan, flaw: flaw);
            RunResult result = run.Run();
            string where = $"{program.Name} paused at point {point} ({plan.Names[point - 1]})";
            result.ShouldHaveTheJournalOf(run.WhenWoken.ShouldNotBeNull(), where);
            result.ShouldHaveTheJournalOf(undisturbed, where);
            Interlocked.Add(ref refusals, run.Refusals);
        });
        return refusals;
    }
}
