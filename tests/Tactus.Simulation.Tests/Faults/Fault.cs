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
}
