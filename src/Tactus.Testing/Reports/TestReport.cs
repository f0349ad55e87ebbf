namespace Tactus.Testing.Reports;

/// <summary>What came of one call of <c>tactus test</c>.</summary>
/// <param name="Files">The procedures that were tested.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
public sealed record TestReport(IReadOnlyList<FileReport> Files, DateTimeOffset StartedAt, TimeSpan Duration)
{
    /// <summary>True when every file passed.</summary>
    public bool Passed => Files.All(file => file.Passed);

    /// <summary>All scenarios.</summary>
    public IEnumerable<ScenarioRuns> Scenarios => Files.SelectMany(file => file.Scenarios);
}
