namespace Tactus.Analysis.Specifications;

/// <summary>What sources specify of themselves, as far as it is written out.</summary>
/// <param name="Specifications">Texts of specifications, and paths.</param>
/// <param name="Steps">Texts of custom steps.</param>
/// <param name="AreAllSteps">False when a step's text is something that only a run can tell.</param>
public sealed record WrittenSpecifications(IReadOnlyList<WrittenText> Specifications, IReadOnlyList<WrittenText> Steps, bool AreAllSteps);
