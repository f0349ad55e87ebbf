namespace Tactus.Policy.Grants;

/// <summary>The resolved policy of one run: every value, and where it came from. Immutable.</summary>
public sealed record Grant
{
    /// <summary>How the guest is confined.</summary>
    public required SandboxGrant Sandbox { get; init; }

    /// <summary>What the run may change. Default: <see cref="PermissionMode.Edit"/>.</summary>
    public required PermissionMode Permissions { get; init; }

    /// <summary>Patterns of tool names that the run may call, for instance <c>host.ping</c> or <c>github.*</c>.</summary>
    public required IReadOnlyList<string> AllowedTools { get; init; }

    /// <summary>The host tools that trusted YAML declares, by name.</summary>
    public required IReadOnlyDictionary<string, HostToolDeclaration> HostTools { get; init; }

    /// <summary>Where each leaf came from, by its dotted key.</summary>
    public required IReadOnlyDictionary<string, Provenance> Provenance { get; init; }
}

/// <summary>Where a leaf's value came from.</summary>
/// <param name="Layer">The layer that set it.</param>
/// <param name="File">The file, or null for defaults and flags.</param>
/// <param name="Line">Line in the file, counted from 1; 0 for defaults and flags.</param>
public sealed record Provenance(ConfigurationLayer Layer, string? File, int Line);

/// <summary>The layers of configuration, from the weakest to the strongest.</summary>
public enum ConfigurationLayer
{
    /// <summary>Built in.</summary>
    Default,

    /// <summary><c>/etc/tactus/config.yml</c>.</summary>
    System,

    /// <summary><c>~/.config/tactus/config.yml</c>.</summary>
    User,

    /// <summary><c>.tactus/config.yml</c>, the nearest upward.</summary>
    Project,

    /// <summary><c>NAME.tac.yml</c> beside the procedure.</summary>
    Sidecar,

    /// <summary>The command line.</summary>
    Flag,

    /// <summary>What the procedure says about itself; it can only narrow.</summary>
    Procedure,
}

/// <summary>What a run may change.</summary>
public enum PermissionMode
{
    /// <summary>Nothing: file writes and tools of class once or idempotent are denied.</summary>
    Readonly,

    /// <summary>Files beneath the granted roots, and granted tools.</summary>
    Edit,

    /// <summary>Everything that the grant names.</summary>
    Full,
}
