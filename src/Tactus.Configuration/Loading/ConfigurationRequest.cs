namespace Tactus.Configuration.Loading;

/// <summary>What configuration is asked for.</summary>
public sealed record ConfigurationRequest
{
    /// <summary>Absolute directory that the person works in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Where the files lie that belong to no project.</summary>
    public required ConfigurationPaths Paths { get; init; }

    /// <summary>The procedure, absolute or relative to <see cref="WorkingDirectory"/>; null for the configuration of the directory alone.</summary>
    public string? ProcedurePath { get; init; }

    /// <summary>What the command line sets. Default: nothing.</summary>
    public IReadOnlyList<FlagSetting> Flags { get; init; } = [];

    /// <summary>Files that the command line trusts for this run (<c>--trust</c>). Default: none.</summary>
    public IReadOnlyList<string> TrustedForThisRun { get; init; } = [];

    /// <summary>
    /// True to leave out the project's configuration or the sidecar when it is wrong, and to tell of it in <see cref="ResolvedConfiguration.LeftOut"/>; for
    /// tests in which nothing outside is asked. Default: false, a wrong file is an error.
    /// </summary>
    public bool LeavesOutWrongFiles { get; init; }

    /// <summary>What an earlier execution of the run was granted; what files say now is cut down to it. Default: null, there was none.</summary>
    public RecordedSettings? Recorded { get; init; }
}
