namespace Tactus.Testing.Specifications;

/// <summary>A feature with its scenarios.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file that it stands in.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Scenarios">The scenarios, in the order of the text.</param>
public sealed record FeaturePlan(string Name, string File, int Line, IReadOnlyList<ScenarioPlan> Scenarios);
