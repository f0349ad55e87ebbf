using Tactus.Testing.Specifications;

namespace Tactus.Testing.Reports;

/// <summary>A scenario with all the times that it was gone through.</summary>
/// <param name="Plan">The scenario.</param>
/// <param name="Results">One result for each time, at least one.</param>
public sealed record ScenarioRuns(ScenarioPlan Plan, IReadOnlyList<ScenarioResult> Results)
{
    /// <summary>True when it passed each time.</summary>
    public bool Passed => Results.All(result => result.Status == ScenarioStatus.Passed);

    /// <summary>The share of times that it passed, from 0 to 1.</summary>
    public double SuccessRate => (double)Results.Count(result => result.Status == ScenarioStatus.Passed) / Results.Count;

    /// <summary>The result that stands for all: the first one that is no pass, else the first.</summary>
    public ScenarioResult Representative => Results.FirstOrDefault(result => result.Status != ScenarioStatus.Passed) ?? Results[0];

    /// <summary>Mean of the durations, in seconds.</summary>
    public double MeanSeconds => Results.Average(result => result.Duration.TotalSeconds);

    /// <summary>Variance of the durations, in seconds squared; 0 for one.</summary>
    public double VarianceSeconds => Results.Average(result => Math.Pow(result.Duration.TotalSeconds - MeanSeconds, 2));
}
