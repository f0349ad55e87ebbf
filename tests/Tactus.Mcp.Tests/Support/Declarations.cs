using Tactus.Policy.Grants;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Declarations of servers and grants as the defaults give them, to be changed with <c>with</c>.</summary>
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

    public static Grant Grant(IReadOnlyList<string> allowed, params McpServerDeclaration[] servers) => new()
    {
        Sandbox = new SandboxGrant
        {
            Enabled = true,
            Driver = DriverChoice.Auto,
            Timeout = TimeSpan.FromHours(1),
            Network = NetworkMode.None,
            MountCurrentDir = true,
            Workspace = WorkspaceMode.Direct,
            Volumes = [],
            Environment = new Dictionary<string, string>(),
            Limits = new RunLimits
            {
                Memory = 512L << 20,
                Cpus = 1,
                CpuTime = TimeSpan.FromSeconds(60),
                Pids = 32,
                Files = 256,
                Output = 1L << 20,
                Workspace = 1L << 30,
                Effects = 100_000,
            },
        },
        Permissions = PermissionMode.Edit,
        AllowedTools = allowed,
        HostTools = new Dictionary<string, HostToolDeclaration>(),
        McpServers = servers.ToDictionary(server => server.Name),
        Provenance = new Dictionary<string, Provenance> { ["tools.allow"] = new(ConfigurationLayer.Project, ".tactus/config.yml", 4) },
    };
}
