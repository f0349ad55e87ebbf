using Tactus.Testing.Reports;

namespace Tactus.Testing.Evaluations;

/// <summary>What one evaluator said of one run.</summary>
/// <param name="Name">The evaluator.</param>
/// <param name="Status">What it said; skipped when it did not apply.</param>
/// <param name="Message">Why it did not apply, or what went wrong; null otherwise.</param>
/// <param name="Expected">What should have been, when it failed.</param>
/// <param name="Actual">What was.</param>
public sealed record EvaluatorResult(string Name, StepStatus Status, string? Message, string? Expected, string? Actual);
