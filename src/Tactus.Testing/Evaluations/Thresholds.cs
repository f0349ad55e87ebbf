namespace Tactus.Testing.Evaluations;

/// <summary>How good an evaluation must be; null for what it does not say.</summary>
public sealed record Thresholds
{
    /// <summary>The least share of runs in which every evaluator passed, from 0 to 1.</summary>
    public double? MinSuccessRate { get; init; }

    /// <summary>The most that one run may cost, in USD.</summary>
    public double? MaxCostPerRun { get; init; }

    /// <summary>The longest that one run may take, in seconds.</summary>
    public double? MaxDuration { get; init; }

    /// <summary>The most tokens that one run may use.</summary>
    public double? MaxTokensPerRun { get; init; }
}
