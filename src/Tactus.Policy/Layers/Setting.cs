using Tactus.Policy.Grants;

namespace Tactus.Policy.Layers;

/// <summary>One leaf of one layer.</summary>
/// <param name="Key">Dotted key, for instance <c>sandbox.limits.memory</c>.</param>
/// <param name="Value">The typed value; its type is the key's.</param>
/// <param name="Provenance">Where it is written.</param>
public sealed record Setting(string Key, object Value, Provenance Provenance);
