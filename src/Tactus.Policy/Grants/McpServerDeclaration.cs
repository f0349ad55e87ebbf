namespace Tactus.Policy.Grants;

/// <summary>An MCP server as trusted YAML declares it: a program in a helper sandbox, or a URL that the broker talks to.</summary>
public sealed record McpServerDeclaration
{
    /// <summary>Name as procedures write it: one segment, so that <c>mcp.NAME.TOOL</c> is read in one way.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments, with <c>${workspace}</c> in the arguments; empty for a server behind a URL. Never a shell.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Absolute http or https URL; null for a program.</summary>
    public string? Url { get; init; }

    /// <summary>Templates of the program's environment by name, with <c>${secret:NAME}</c> and <c>${workspace}</c>.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Templates of the headers of every request by name, with <c>${secret:NAME}</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Template of the working directory; null for the workspace, or <c>/</c> without one.</summary>
    public string? Cwd { get; init; }

    /// <summary>Time of one call. Default: 60 s.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Time from the start to the first answer. Default: 30 s.</summary>
    public required TimeSpan StartupTimeout { get; init; }

    /// <summary>True when the program may use the host's network. Default: false.</summary>
    public required bool Network { get; init; }

    /// <summary>How the program sees the workspace. Default: <see cref="WorkspaceAccess.None"/>.</summary>
    public required WorkspaceAccess Workspace { get; init; }

    /// <summary>Directories that the program sees beside the workspace.</summary>
    public required IReadOnlyList<VolumeGrant> Mounts { get; init; }

    /// <summary>True when the program runs on the bare host. Default: false.</summary>
    public required bool Unsandboxed { get; init; }

    /// <summary>Bytes of memory. Default: 512 MiB.</summary>
    public required long Memory { get; init; }

    /// <summary>What happens to a call that is in doubt after a crash. Default: <see cref="EffectClass.Once"/>.</summary>
    public required EffectClass Effect { get; init; }

    /// <summary>The same for single tools, by their names.</summary>
    public required IReadOnlyDictionary<string, EffectClass> Effects { get; init; }

    /// <summary>Patterns of the tools that exist for a run at all. Default: <c>*</c>.</summary>
    public required IReadOnlyList<string> OfferedTools { get; init; }

    /// <summary>Where it is declared.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The class of a tool's calls.</summary>
    public EffectClass EffectOf(string tool) => Effects.TryGetValue(tool, out EffectClass own) ? own : Effect;
}
