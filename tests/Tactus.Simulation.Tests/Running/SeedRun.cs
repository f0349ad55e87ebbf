using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Generating;
using Tactus.Simulation.Tests.Scheduling;

namespace Tactus.Simulation.Tests.Running;

/// <summary>One seed: makes a program, runs it undisturbed, runs it with deaths under a whimsical scheduler, and compares.</summary>
internal sealed record SeedRun(int Lives, int Deaths, int Doubts, int Entries)
{
    private const ulong PlanSalt = 0x5EED_0F_DEA7_4000;

    /// <summary>Runs one seed.</summary>
    /// <exception cref="InvalidOperationException">It fails; the message holds the seed, the program, and what differs.</exception>
    public static SeedRun Run(ulong seed, Flaw flaw = Flaw.None)
    {
        Program program = ProgramGenerator.Make(seed);
        FaultPlan? plan = null;
        try
        {
            RunResult undisturbed;
            using (var run = new SimulatedRun(program))
            {
                undisturbed = run.Run();
                ShouldHaveEnded(program, undisturbed);
                Replay.ShouldRepeat(run, undisturbed);
            }

            plan = FaultPlans.Draw(new Chance(seed ^ PlanSalt), undisturbed.Points);
            using var disturbed = new SimulatedRun(program, plan, seed, flaw);
            RunResult result = disturbed.Run();
            ShouldHaveEnded(program, result);
            if (!program.IsRacy)
            {
                result.ShouldBeLike(undisturbed, $"seed {seed}");
            }

            disturbed.Outside.Once.Select(done => done.Key).ShouldBeUnique("something that may happen once happened twice");
            Replay.ShouldRepeat(disturbed, result);
            return new SeedRun(result.Lives, plan.Deaths, result.Doubts, result.Entries.Count);
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException(
                $"seed {seed} fails; replay it with TACTUS_SEED={seed} ./test Simulation\n{problem.Message}\n"
                + $"points: {string.Join("; ", plan?.Names.Select((name, index) => $"{index + 1} {name}") ?? [])}\n{program.Source}",
                problem);
        }
    }

    // A racy program may leave something behind in a checkpoint, which the language refuses. Nothing else can go wrong in what the generator writes.
    private static void ShouldHaveEnded(Program program, RunResult result)
    {
        if (!result.Outcome.StartsWith("Succeeded", StringComparison.Ordinal) && !(program.IsRacy && result.Outcome.Contains("TAC1210", StringComparison.Ordinal)))
        {
            throw new ShouldAssertException($"it ended as {result.Outcome}");
        }
    }
}
