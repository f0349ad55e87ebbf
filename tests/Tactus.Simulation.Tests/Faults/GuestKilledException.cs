namespace Tactus.Simulation.Tests.Faults;

/// <summary>The guest died at a fault point; its broker lives.</summary>
internal sealed class GuestKilledException() : Exception("the guest was killed");
