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

    /// <summary>The MCP servers that trusted YAML declares, by name. Default: none.</summary>
    public IReadOnlyDictionary<string, McpServerDeclaration> McpServers { get; init; } = new Dictionary<string, McpServerDeclaration>(StringComparer.Ordinal);

    /// <summary>Whether a procedure is refused in whose sources something could make a replay go another way. Default: false.</summary>
    public bool StrictDeterminism { get; init; }

    /// <summary>Which models the run may ask. Default: none but the mock.</summary>
    public ModelGrant Models { get; init; } = ModelGrant.None;

    /// <summary>Where each leaf came from, by its dotted key.</summary>
    public required IReadOnlyDictionary<string, Provenance> Provenance { get; init; }
}
