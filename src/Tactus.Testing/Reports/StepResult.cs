using Tactus.Testing.Specifications;

namespace Tactus.Testing.Reports;

/// <summary>A step and what came of it.</summary>
/// <param name="Plan">The step.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Message">Why it does not hold; null when it does.</param>
/// <param name="Expected">What should have been; null where there is nothing to compare.</param>
/// <param name="Actual">What was.</param>
/// <param name="Failure">The error behind it; null for none.</param>
public sealed record StepResult(StepPlan Plan, StepStatus Status, string? Message, string? Expected, string? Actual, ReportedError? Failure);
