namespace Tactus.Policy.Layers;

/// <summary>A leaf that an untrusted layer wanted and did not get.</summary>
/// <param name="Wanted">What it wanted.</param>
/// <param name="Current">What holds instead, or null when the key has no value.</param>
public sealed record RefusedWidening(Setting Wanted, Setting? Current);
