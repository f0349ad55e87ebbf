namespace Tactus.Simulation.Tests.Faults;

/// <summary>Broker and guest died at a fault point.</summary>
internal sealed class HostKilledException() : Exception("the host was killed");
