namespace Tactus.Guest.Probe;

/// <summary>What came of an attempt.</summary>
/// <param name="Blocked">True when something stopped it.</param>
/// <param name="Detail">The error's name, or what was found.</param>
internal readonly record struct ProbeAnswer(bool Blocked, string Detail);
