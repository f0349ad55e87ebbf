namespace Tactus.Analysis.Findings;

/// <summary>A sort of mistake that the checks find. docs/validate.md has a row for each.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Severity">How sure the checks are of it.</param>
public sealed record FindingKind(string Code, FindingSeverity Severity)
{
    /// <summary>The text is no Lua.</summary>
    public static FindingKind Syntax { get; } = new("TAC1001", FindingSeverity.Error);

    /// <summary>A global that nobody sets is called or indexed.</summary>
    public static FindingKind UnknownGlobal { get; } = new("TAC1701", FindingSeverity.Error);

    /// <summary>A global that nobody sets is read.</summary>
    public static FindingKind UnsetGlobal { get; } = new("TAC1702", FindingSeverity.Warning);

    /// <summary>A table of the language has no such field.</summary>
    public static FindingKind UnknownField { get; } = new("TAC1703", FindingSeverity.Error);

    /// <summary>A declaration has no such key.</summary>
    public static FindingKind UnknownKey { get; } = new("TAC1704", FindingSeverity.Error);

    /// <summary>A key of a declaration takes another kind of value.</summary>
    public static FindingKind WrongType { get; } = new("TAC1705", FindingSeverity.Error);

    /// <summary>A declaration lacks what it cannot do without.</summary>
    public static FindingKind MissingKey { get; } = new("TAC1706", FindingSeverity.Error);

    /// <summary>Two declarations of one sort have one name.</summary>
    public static FindingKind Duplicate { get; } = new("TAC1707", FindingSeverity.Error);

    /// <summary>A field or a declaration contradicts itself.</summary>
    public static FindingKind Contradiction { get; } = new("TAC1708", FindingSeverity.Error);

    /// <summary>An agent names a tool that nobody declares.</summary>
    public static FindingKind UnknownTool { get; } = new("TAC1709", FindingSeverity.Error);

    /// <summary>A tool that nobody gives to an agent or calls.</summary>
    public static FindingKind UnusedTool { get; } = new("TAC1710", FindingSeverity.Warning);

    /// <summary>A spelling of an older dialect.</summary>
    public static FindingKind OlderSpelling { get; } = new("TAC1711", FindingSeverity.Error);

    /// <summary>A table names one key twice.</summary>
    public static FindingKind RepeatedKey { get; } = new("TAC1712", FindingSeverity.Warning);

    /// <summary>An agent has no model, and nothing here names a default one.</summary>
    public static FindingKind NoModel { get; } = new("TAC1713", FindingSeverity.Warning);

    /// <summary>A file is a script and a procedure at once, or a script twice.</summary>
    public static FindingKind MixedStyles { get; } = new("TAC1714", FindingSeverity.Error);

    /// <summary>A module that is required is not there.</summary>
    public static FindingKind MissingModule { get; } = new("TAC1715", FindingSeverity.Error);

    /// <summary>No configuration here declares a host tool or an MCP server.</summary>
    public static FindingKind UnreachableTool { get; } = new("TAC1716", FindingSeverity.Warning);

    /// <summary>No configuration here declares the provider of an agent's model.</summary>
    public static FindingKind UnreachableModel { get; } = new("TAC1717", FindingSeverity.Warning);

    /// <summary>A value that differs between machines.</summary>
    public static FindingKind MachineValue { get; } = new("TAC1720", FindingSeverity.Warning);

    /// <summary>A checkpoint changes what a replay does not change again.</summary>
    public static FindingKind LostChange { get; } = new("TAC1721", FindingSeverity.Warning);

    /// <summary>An effect where the language cannot wait.</summary>
    public static FindingKind EffectInCallback { get; } = new("TAC1722", FindingSeverity.Error);

    /// <summary>There is more to find than is shown.</summary>
    public static FindingKind More { get; } = new("TAC1790", FindingSeverity.Error);

    /// <summary>What could make a replay go another way than the run that it repeats.</summary>
    public static IReadOnlyList<FindingKind> ReplayHazards { get; } = [MachineValue, LostChange];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        Syntax, UnknownGlobal, UnsetGlobal, UnknownField, UnknownKey, WrongType, MissingKey, Duplicate, Contradiction, UnknownTool, UnusedTool,
        OlderSpelling, RepeatedKey, NoModel, MixedStyles, MissingModule, UnreachableTool, UnreachableModel, MachineValue, LostChange, EffectInCallback, More,
    ];
}
