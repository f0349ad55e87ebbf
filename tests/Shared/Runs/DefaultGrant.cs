using Tactus.Policy.Grants;

namespace Tactus.Tests.Runs;

/// <summary>A grant as the defaults give it, to be changed with <c>with</c>.</summary>
internal static class DefaultGrant
{
    public static RunLimits Limits { get; } = new()
    {
        Memory = 512L << 20,
        Cpus = 1,
        CpuTime = TimeSpan.FromSeconds(60),
        Pids = 32,
        Files = 256,
        Output = 1L << 20,
        Workspace = 1L << 30,
        Effects = 100_000,
    };

    public static SandboxGrant Sandbox { get; } = new()
    {
        Enabled = true,
        Driver = DriverChoice.Auto,
        Timeout = TimeSpan.FromHours(1),
        Network = NetworkMode.None,
        MountCurrentDir = true,
        Workspace = WorkspaceMode.Direct,
        Volumes = [],
        Environment = new Dictionary<string, string>(),
        Limits = Limits,
    };

    public static Grant Grant { get; } = new()
    {
        Sandbox = Sandbox,
        Permissions = PermissionMode.Edit,
        AllowedTools = ["host.ping", "host.echo", "host.time"],
        HostTools = new Dictionary<string, HostToolDeclaration>(),
        Provenance = new Dictionary<string, Provenance>
        {
            ["tools.allow"] = new(ConfigurationLayer.Project, ".tactus/config.yml", 4),
        },
    };
}
