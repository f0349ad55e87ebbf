namespace Tactus.Guest.Probe;

/// <summary>One forbidden thing that a probe tries.</summary>
/// <param name="Control">Which control should stop it, for instance <c>network</c>.</param>
/// <param name="What">What is tried, for a person.</param>
/// <param name="Try">Tries it. Harmless whether it is stopped or not, and repeatable.</param>
internal sealed record ProbeAttempt(string Control, string What, Func<ProbeAnswer> Try);
