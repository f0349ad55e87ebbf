namespace Tactus.Simulation.Tests.Outside;

/// <summary>Something that a tool did outside.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Key">The idempotency key that it was given.</param>
/// <param name="Arguments">Its arguments, as text.</param>
internal sealed record Performance(string Tool, string Key, string Arguments);
