namespace Tactus.Journal;

/// <summary>What the model calls of a run used up.</summary>
public sealed record ModelUsage
{
    /// <summary>What a run used up that asked no model.</summary>
    public static ModelUsage None { get; } = new();

    /// <summary>Calls that a model answered.</summary>
    public long Calls { get; init; }

    /// <summary>Those whose price is not known; their cost is missing in <see cref="CostUsd"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Tokens of input, the cached ones among them.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens of output.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Tokens of input that the provider had cached.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Cost in US dollars, as far as it is known.</summary>
    public double CostUsd { get; init; }

    /// <summary>Tokens of input and output.</summary>
    public long TotalTokens => InputTokens + OutputTokens;

    /// <summary>Both together.</summary>
    public static ModelUsage operator +(ModelUsage left, ModelUsage right) => new()
    {
        Calls = left.Calls + right.Calls,
        UnpricedCalls = left.UnpricedCalls + right.UnpricedCalls,
        InputTokens = left.InputTokens + right.InputTokens,
        OutputTokens = left.OutputTokens + right.OutputTokens,
        CachedTokens = left.CachedTokens + right.CachedTokens,
        CostUsd = left.CostUsd + right.CostUsd,
    };
}
