namespace Tactus.Policy.Schemas;

/// <summary>What one argument of a host tool must be.</summary>
public sealed record ArgumentSchema
{
    /// <summary>The type.</summary>
    public required ArgumentType Type { get; init; }

    /// <summary>What it is for, or empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>True when a call must give it. Default: false.</summary>
    public bool Required { get; init; }

    /// <summary>JSON text of the value that a missing argument gets, or null for none.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>JSON texts of the only values allowed; empty for any.</summary>
    public IReadOnlyList<string> EnumJson { get; init; } = [];

    /// <summary>Least number, or null.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest number, or null.</summary>
    public double? Max { get; init; }

    /// <summary>Least length in characters or items, or null.</summary>
    public int? MinLength { get; init; }

    /// <summary>Greatest length in characters or items, or null.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Regular expression (linear-time, anchored at both ends) that a string must match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>What each item of an array must be, or null for anything.</summary>
    public ArgumentSchema? Items { get; init; }

    /// <summary>What the properties of an object must be; empty for anything.</summary>
    public IReadOnlyDictionary<string, ArgumentSchema> Properties { get; init; } = new Dictionary<string, ArgumentSchema>(StringComparer.Ordinal);

    /// <summary>True when a string that becomes a program's argument may start with a dash. Default: false.</summary>
    public bool AllowLeadingDash { get; init; }
}
