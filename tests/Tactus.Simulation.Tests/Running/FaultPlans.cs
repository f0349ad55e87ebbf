using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Scheduling;

namespace Tactus.Simulation.Tests.Running;

/// <summary>Draws where a run dies.</summary>
internal static class FaultPlans
{
    private const int MostDeaths = 5;

    /// <summary>Some deaths within and a little beyond the points that the undisturbed run has.</summary>
    public static FaultPlan Draw(Chance chance, int points)
    {
        var faults = new Dictionary<int, Fault>();
        int deaths = chance.Between(1, MostDeaths);
        for (int index = 0; index < deaths; index++)
        {
            faults[chance.Between(1, points + (points / 2) + 1)] = chance.OneIn(3) ? Fault.GuestDies : Fault.HostDies;
        }

        return FaultPlan.At(faults, UnflushedWrites.Some);
    }
}
