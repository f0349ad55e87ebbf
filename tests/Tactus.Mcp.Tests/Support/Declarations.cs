using Tactus.Policy.Grants;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Declarations of servers as the defaults give them, to be changed with <c>with</c>, and grants that hold them.</summary>
internal static class Declarations
{
    public static McpServerDeclaration Server(string name, params string[] command) => new()
    {
        Name = name,
        Command = command,
        Environment = new Dictionary<string, string>(),
        Headers = new Dictionary<string, string>(),
        Timeout = TimeSpan.FromSeconds(30),
        StartupTimeout = TimeSpan.FromSeconds(30),
        Network = false,
        Workspace = WorkspaceAccess.None,
        Mounts = [],
        Unsandboxed = false,
        Memory = 512L << 20,
        Effect = EffectClass.Once,
        Effects = new Dictionary<string, EffectClass>(),
        OfferedTools = ["*"],
        Provenance = new Provenance(ConfigurationLayer.Project, ".tactus/config.yml", 7),
    };

    public static Grant Grant(IReadOnlyList<string> allowed, params McpServerDeclaration[] servers) =>
        DefaultGrant.Grant with { AllowedTools = allowed, McpServers = servers.ToDictionary(server => server.Name) };
}
