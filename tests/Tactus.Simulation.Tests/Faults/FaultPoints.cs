using Tactus.Simulation.Tests.Scheduling;

namespace Tactus.Simulation.Tests.Faults;

/// <summary>The fault points of one execution.</summary>
internal sealed class FaultPoints(FaultPlan plan, Scheduler scheduler)
{
    /// <summary>A wait without an end, for code whose process is dead.</summary>
    public static Task Never => new TaskCompletionSource().Task;

    /// <summary>Reaches a point; false when the host is dead, so that nothing may be done after it.</summary>
    public bool Pass(string name)
    {
        if (scheduler.HostIsDead)
        {
            return false;
        }

        switch (plan.Reach(name))
        {
            case Fault.HostDies:
                scheduler.KillHost();
                return false;
            case Fault.GuestDies:
                scheduler.KillGuest();
                break;
        }

        return true;
    }

    /// <summary>Reaches a point and waits for a turn. Never returns when the host is dead.</summary>
    public async Task PassAsync(string name)
    {
        if (!Pass(name))
        {
            await Never;
        }

        await scheduler.TurnAsync();
        if (scheduler.HostIsDead)
        {
            await Never;
        }
    }
}
