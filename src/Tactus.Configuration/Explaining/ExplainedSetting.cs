using Tactus.Policy.Grants;

namespace Tactus.Configuration.Explaining;

/// <summary>One leaf of the resolved configuration, explained.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value as YAML.</param>
/// <param name="Provenance">Where it came from.</param>
/// <param name="Default">The default as YAML, or null for none.</param>
/// <param name="Summary">What the key is for.</param>
/// <param name="Widens">When a change of the value needs trust; empty where it never does.</param>
/// <param name="Risk">What the value gives away.</param>
public sealed record ExplainedSetting(
    string Key, string Value, Provenance Provenance, string? Default, string Summary, string Widens, RiskAssessment Risk);
