namespace Tactus.Sandbox.Drivers;

/// <summary>Whether a driver can be used here.</summary>
/// <param name="Available">True when it can.</param>
/// <param name="Version">Version of the engine or program, or empty.</param>
/// <param name="Reason">Why it cannot, or empty.</param>
/// <param name="Mend">What would mend it, or empty.</param>
/// <param name="Controls">Each control and how it is given here.</param>
public sealed record DriverStatus(bool Available, string Version, string Reason, string Mend, IReadOnlyList<ControlStatus> Controls);
