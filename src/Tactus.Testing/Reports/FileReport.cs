using Tactus.Protocol;

namespace Tactus.Testing.Reports;

/// <summary>What came of the specifications of one procedure.</summary>
/// <param name="File">The procedure, as the person named it.</param>
/// <param name="Features">The features and what came of their scenarios.</param>
/// <param name="Problems">What kept it from being tested.</param>
/// <param name="Warnings">What a person should know.</param>
public sealed record FileReport(
    string File, IReadOnlyList<FeatureReport> Features, IReadOnlyList<TactusException> Problems, IReadOnlyList<TactusException> Warnings)
{
    /// <summary>True when nothing is wrong and every scenario passed each time.</summary>
    public bool Passed => Problems.Count == 0 && Features.All(feature => feature.Scenarios.All(scenario => scenario.Passed));

    /// <summary>All its scenarios.</summary>
    public IEnumerable<ScenarioRuns> Scenarios => Features.SelectMany(feature => feature.Scenarios);
}
