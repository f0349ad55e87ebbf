using Tactus.Protocol.Values;
using Tactus.Testing.Specifications;

namespace Tactus.Testing.Reports;

/// <summary>A scenario and what came of one go through it.</summary>
public sealed record ScenarioResult
{
    /// <summary>The scenario.</summary>
    public required ScenarioPlan Plan { get; init; }

    /// <summary>What came of it.</summary>
    public required ScenarioStatus Status { get; init; }

    /// <summary>Its steps, in order.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }

    /// <summary>From the start of its guest to the end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What broke it; null when it was gone through.</summary>
    public ReportedError? Error { get; init; }

    /// <summary>What the run came to: status, output, state, iterations, tools, turns; null when it did not run.</summary>
    public MapValue? Run { get; init; }

    /// <summary>Reads what a guest answered.</summary>
    /// <param name="plan">The scenario that it was sent.</param>
    /// <param name="answer">Its answer, as docs/testing.md describes it; untrusted.</param>
    /// <param name="duration">How long it took.</param>
    public static ScenarioResult Of(ScenarioPlan plan, MapValue answer, TimeSpan duration)
    {
        IReadOnlyList<Value> told = answer.TryGet("steps", out Value? list) && list is ListValue results ? results.Items : [];
        List<StepResult> steps = [.. plan.Steps.Select((step, i) => StepOf(step, i < told.Count ? told[i] as MapValue : null))];
        return new ScenarioResult
        {
            Plan = plan,
            Status = steps.TrueForAll(step => step.Status == StepStatus.Passed) ? ScenarioStatus.Passed : ScenarioStatus.Failed,
            Steps = steps,
            Duration = duration,
            Run = answer.TryGet("run", out Value? run) ? run as MapValue : null,
        };
    }

    /// <summary>A scenario that was not gone through to its end.</summary>
    public static ScenarioResult BrokenBy(ScenarioPlan plan, ReportedError error, TimeSpan duration) => new()
    {
        Plan = plan,
        Status = ScenarioStatus.Broken,
        Steps = [.. plan.Steps.Select(step => new StepResult(step, StepStatus.Skipped, null, null, null, null))],
        Duration = duration,
        Error = error,
    };

    private static StepResult StepOf(StepPlan plan, MapValue? told)
    {
        if (told is null)
        {
            return new StepResult(plan, StepStatus.Skipped, null, null, null, null);
        }

        StepStatus status = GuestText.Of(told, "status") switch
        {
            "passed" => StepStatus.Passed,
            "failed" => StepStatus.Failed,
            _ => StepStatus.Skipped,
        };
        return new StepResult(
            plan, status, GuestText.Of(told, "message"), GuestText.Of(told, "expected"), GuestText.Of(told, "actual"), ReportedError.Of(told, "error"));
    }
}
