namespace Tactus.Simulation.Tests.Faults;

/// <summary>What happens at a fault point.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Broker and guest die.</summary>
    HostDies,

    /// <summary>The guest dies.</summary>
    GuestDies,

    /// <summary>The whole execution is paused; another takes the run over and ends it; then the first wakes.</summary>
    IsSuperseded,
}
