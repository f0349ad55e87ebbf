using Tactus.Simulation.Tests.Faults;

namespace Tactus.Simulation.Tests.Running;

/// <summary>Kills a program at each of its fault points in turn.</summary>
internal static class EveryPoint
{
    /// <summary>Each disturbed run must be like the undisturbed one.</summary>
    /// <returns>How many points there are.</returns>
    public static int Check(Program program, Fault fault, UnflushedWrites unflushed, Flaw flaw = Flaw.None)
    {
        RunResult undisturbed = Run(program, FaultPlan.Undisturbed, Flaw.None);
        for (int point = 1; point <= undisturbed.Points; point++)
        {
            FaultPlan plan = FaultPlan.At(point, fault, unflushed);
            RunResult disturbed;
            try
            {
                disturbed = Run(program, plan, flaw);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"{Where(program, plan, point)}: {problem.Message}", problem);
            }

            disturbed.ShouldBeLike(undisturbed, Where(program, plan, point));
        }

        return undisturbed.Points;
    }

    private static RunResult Run(Program program, FaultPlan plan, Flaw flaw)
    {
        using var run = new SimulatedRun(program, plan, flaw: flaw);
        return run.Run();
    }

    private static string Where(Program program, FaultPlan plan, int point) =>
        $"{program.Name} died at point {point} ({(plan.Names.Count >= point ? plan.Names[point - 1] : "not reached")})";
}
