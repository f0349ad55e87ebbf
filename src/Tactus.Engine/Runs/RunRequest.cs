using Tactus.Configuration.Loading;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Runs;

/// <summary>What a person asked for when they asked for a run.</summary>
public sealed record RunRequest
{
    /// <summary>Path of the procedure.</summary>
    public required string ProcedurePath { get; init; }

    /// <summary>Absolute directory that is the workspace.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Inputs given as text, by name; the schema types them. They win over <see cref="Input"/>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The input as a value, already typed. Default: the empty map.</summary>
    public MapValue Input { get; init; } = Value.EmptyMap;

    /// <summary>What the command line sets.</summary>
    public IReadOnlyList<FlagSetting> Flags { get; init; } = [];

    /// <summary>True when the command line said <c>--no-sandbox</c>; the driver is <c>none</c> then.</summary>
    public bool NoSandbox { get; init; }

    /// <summary>Configuration files that the command line trusts for this run.</summary>
    public IReadOnlyList<string> TrustedForThisRun { get; init; } = [];

    /// <summary>True to leave out a project configuration or sidecar that is wrong: a test that asks nothing outside goes on without it.</summary>
    public bool LeavesOutWrongFiles { get; init; }

    /// <summary>True to perform no host effect and to record what would have been asked.</summary>
    public bool DryRun { get; init; }
}
