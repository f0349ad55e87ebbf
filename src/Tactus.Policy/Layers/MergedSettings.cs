namespace Tactus.Policy.Layers;

/// <summary>What all layers give together.</summary>
/// <param name="Settings">Every leaf with its value and where it came from.</param>
/// <param name="Refused">What untrusted layers wanted and did not get, in order of the layers.</param>
/// <param name="Cuts">What ceilings cut off the values that hold.</param>
public sealed record MergedSettings(
    IReadOnlyDictionary<string, Setting> Settings,
    IReadOnlyList<RefusedWidening> Refused,
    IReadOnlyList<CeilingCut> Cuts);
