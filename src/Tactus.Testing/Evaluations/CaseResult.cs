using Tactus.Protocol.Values;
using Tactus.Testing.Reports;

namespace Tactus.Testing.Evaluations;

/// <summary>What came of one run of one case.</summary>
public sealed record CaseResult
{
    /// <summary>What the evaluators said, in the order of their declaration; empty when the run failed.</summary>
    public required IReadOnlyList<EvaluatorResult> Evaluators { get; init; }

    /// <summary>From the start of its guest to the end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Why the run failed; null when it did not.</summary>
    public ReportedError? Error { get; init; }

    /// <summary>Tokens that the procedure used, the judge's aside.</summary>
    public double Tokens { get; init; }

    /// <summary>What the procedure cost in USD, the judge aside.</summary>
    public double Cost { get; init; }

    /// <summary>What the run came to; null when it gave no answer.</summary>
    public MapValue? Run { get; init; }

    /// <summary>True when the run succeeded and no evaluator failed.</summary>
    public bool Passed => Error is null && Evaluators.All(evaluator => evaluator.Status != StepStatus.Failed);

    /// <summary>Reads what a guest answered; untrusted.</summary>
    public static CaseResult Of(MapValue answer, TimeSpan duration)
    {
        MapValue run = answer.TryGet("run", out Value? told) && told is MapValue map ? map : Value.EmptyMap;
        IReadOnlyList<Value> evaluators = answer.TryGet("evaluators", out Value? list) && list is ListValue results ? results.Items : [];
        return new CaseResult
        {
            Evaluators = [.. evaluators.OfType<MapValue>().Select(ResultOf)],
            Duration = duration,
            Error = ReportedError.Of(run, "error") ?? ReportedError.Of(answer, "error"),
            Tokens = GuestText.Number(run, "tokens"),
            Cost = GuestText.Number(run, "cost"),
            Run = run,
        };
    }

    private static EvaluatorResult ResultOf(MapValue told) => new(
        GuestText.Of(told, "name") ?? "?",
        GuestText.Of(told, "status") switch
        {
            "passed" => StepStatus.Passed,
            "skipped" => StepStatus.Skipped,
            _ => StepStatus.Failed,
        },
        GuestText.Of(told, "message"), GuestText.Of(told, "expected"), GuestText.Of(told, "actual"));
}
