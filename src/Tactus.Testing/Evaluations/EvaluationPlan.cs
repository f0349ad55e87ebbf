using Tactus.Protocol.Values;

namespace Tactus.Testing.Evaluations;

/// <summary>One declared evaluation, with the cases of its dataset.</summary>
public sealed record EvaluationPlan
{
    /// <summary>Which of the procedure's evaluations it is, counted from 1; the guest knows it by that.</summary>
    public required int Index { get; init; }

    /// <summary>Its name, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The file that declares it.</summary>
    public required string File { get; init; }

    /// <summary>The line, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The cases.</summary>
    public required IReadOnlyList<CasePlan> Cases { get; init; }

    /// <summary>The names of the evaluators, in order.</summary>
    public required IReadOnlyList<string> Evaluators { get; init; }

    /// <summary>How often each case is run where the command line does not say. Default: 1.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>False to run one case at a time. Default: true.</summary>
    public bool Parallel { get; init; } = true;

    /// <summary>How good it must be.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>What a guest is told to run a case.</summary>
    public MapValue ToValue(CasePlan one) => Value.MapOf(("evaluation", Value.Of(Index)), ("case", one.Value));
}
