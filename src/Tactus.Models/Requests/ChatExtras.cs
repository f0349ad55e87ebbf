namespace Tactus.Models.Requests;

/// <summary>Options of a request that not every provider has; null for the provider's own.</summary>
public sealed record ChatExtras
{
    /// <summary>Whether the model may ask for several tools at once.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>From -2 to 2.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>From -2 to 2.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>How many tokens the model chooses from.</summary>
    public int? TopK { get; init; }

    /// <summary><c>none</c>, <c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? ReasoningEffort { get; init; }
}
