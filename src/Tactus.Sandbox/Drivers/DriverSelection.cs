namespace Tactus.Sandbox.Drivers;

/// <summary>The driver that a run uses.</summary>
/// <param name="Driver">The driver.</param>
/// <param name="Status">What was found out about it.</param>
/// <param name="Notice">What a person should know about the choice (<c>docker does not answer; using bubblewrap</c>), or null.</param>
public sealed record DriverSelection(ISandboxDriver Driver, DriverStatus Status, string? Notice);
