using Tactus.Testing.Specifications;

namespace Tactus.Testing.Reports;

/// <summary>A feature and what came of its scenarios.</summary>
/// <param name="Plan">The feature.</param>
/// <param name="Scenarios">Those that were chosen, in the order of the text.</param>
public sealed record FeatureReport(FeaturePlan Plan, IReadOnlyList<ScenarioRuns> Scenarios);
