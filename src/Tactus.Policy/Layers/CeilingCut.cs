using Tactus.Policy.Grants;

namespace Tactus.Policy.Layers;

/// <summary>A leaf that a ceiling cut.</summary>
/// <param name="Wanted">What a layer set.</param>
/// <param name="Got">What is left of it.</param>
/// <param name="Ceiling">Where the ceiling is written.</param>
public sealed record CeilingCut(Setting Wanted, object Got, Provenance Ceiling);
