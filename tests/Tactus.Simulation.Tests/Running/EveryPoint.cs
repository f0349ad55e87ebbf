using Tactus.Simulation.Tests.Faults;

namespace Tactus.Simulation.Tests.Running;

/// <summary>Kills a program at each of its fault points in turn.</summary>
internal static class EveryPoint
{
    /// <summary>Each disturbed run must be like the undisturbed one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="fault">What happens at the point.</param>
    /// <param name="unflushed">What becomes of queued writes.</param>
    /// <param name="flaw">What the store lacks.</param>
    /// <param name="stride">1 for every point, 3 for every third.</param>
    /// <returns>At how many points it died.</returns>
    public static int Check(Program program, Fault fault, UnflushedWrites unflushed, Flaw flaw = Flaw.None, int stride = 1)
    {
        RunResult undisturbed = Run(program, FaultPlan.Undisturbed, Flaw.None);
        int count = undisturbed.Points / stride;
        Parallel.For(0, count, index =>
        {
            int point = 1 + (index * stride);
            FaultPlan plan = FaultPlan.At(point, fault, unflushed);
            try
            {
                Run(program, plan, flaw).ShouldBeLike(undisturbed, program.Name);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"{Where(program, plan, point)}: {problem.Message}", problem);
            }
        });
        return count;
    }

    private static RunResult Run(Program program, FaultPlan plan, Flaw flaw)
    {
        using var run = new SimulatedRun(program, plan, flaw: flaw);
        return run.Run();
    }

    private static string Where(Program program, FaultPlan plan, int point) =>
        $"{program.Name} died at point {point} ({(plan.Names.Count >= point ? plan.Names[point - 1] : "not reached")})";
}
