using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>One row of the table of keys. Validation, the JSON schema, <c>config explain</c> and the docs all read it.</summary>
public sealed record ConfigurationKey
{
    /// <summary>Dotted path; a segment <c>*</c> stands for a name that the person chooses.</summary>
    public required string Path { get; init; }

    /// <summary>What the value looks like.</summary>
    public required ValueKind Kind { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The default as YAML, or null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The words of a <see cref="ValueKind.Choice"/>.</summary>
    public IReadOnlyList<KeyChoice> Choices { get; init; } = [];

    /// <summary>The least value as YAML, or null.</summary>
    public string? Least { get; init; }

    /// <summary>The greatest value as YAML, or null.</summary>
    public string? Greatest { get; init; }

    /// <summary>The order of the values from narrow to wide; null for a part of a host tool, which widens as a whole.</summary>
    public ISettingOrder? Order { get; init; }

    /// <summary>When a change of the value widens, in a few words; empty where it never does.</summary>
    public string Widens { get; init; } = "";

    /// <summary>What a wider value than the default gives away, in one sentence; empty for nothing.</summary>
    public string Risk { get; init; } = "";

    /// <summary>How much a wider value than the default gives away.</summary>
    public RiskLevel RiskWhenWidened { get; init; } = RiskLevel.Low;

    /// <summary>True when the system and user configuration may set a ceiling for it.</summary>
    public bool CanBeCeiling { get; init; }

    /// <summary>True when only the command line may say <c>false</c>, because that takes a wall away. Default: false.</summary>
    public bool IsFalseOnlyForFlags { get; init; }
}
