namespace Tactus.Policy.Grants;

/// <summary>Which models a run may ask, where, and for how much. Immutable.</summary>
public sealed record ModelGrant
{
    /// <summary>Tokens of a run without a budget of its own.</summary>
    public const long DefaultTokens = 1_000_000;

    /// <summary>What a run has for which nothing is declared: no provider but the mock.</summary>
    public static ModelGrant None { get; } = new();

    /// <summary>The id of the model that is asked when the procedure names none, or null.</summary>
    public string? Default { get; init; }

    /// <summary>Patterns of the ids that may be asked. Default: every model of a declared provider.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = ["*"];

    /// <summary>The declared providers by name.</summary>
    public IReadOnlyDictionary<string, ModelProvider> Providers { get; init; } = new Dictionary<string, ModelProvider>(StringComparer.Ordinal);

    /// <summary>Declared prices by pattern.</summary>
    public IReadOnlyDictionary<string, ModelPrice> Prices { get; init; } = new Dictionary<string, ModelPrice>(StringComparer.Ordinal);

    /// <summary>Tokens of input and output that the run and those that it starts may use. Default: 1,000,000.</summary>
    public long Tokens { get; init; } = DefaultTokens;

    /// <summary>US dollars that they may cost, or null for no such limit. Default: null.</summary>
    public double? Dollars { get; init; }
}
