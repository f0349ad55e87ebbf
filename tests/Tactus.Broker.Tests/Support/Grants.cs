using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;

namespace Tactus.Broker.Tests.Support;

/// <summary>Grants as the defaults give them, to be changed with <c>with</c>.</summary>
internal static class Grants
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

    public static Grant Default { get; } = new()
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

    public static Grant WithLimits(Func<RunLimits, RunLimits> change) =>
        Default with { Sandbox = Sandbox with { Limits = change(Limits) } };

    public static Grant WithTools(params HostToolDeclaration[] tools) => Default with
    {
        AllowedTools = [.. Default.AllowedTools, .. tools.Select(tool => tool.Name)],
        HostTools = tools.ToDictionary(tool => tool.Name),
    };

    public static HostToolDeclaration Tool(string name, params (string Name, ArgumentSchema Schema)[] arguments) => new()
    {
        Name = name,
        Description = "",
        Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Schema),
        Effect = EffectClass.Once,
        Limits = new HostToolLimits(1000, TimeSpan.FromSeconds(30), 1 << 20),
        Provenance = new Provenance(ConfigurationLayer.Project, ".tactus/config.yml", 9),
    };

    public static ArgumentSchema Text(bool required = true) => new() { Type = ArgumentType.String, Required = required };
}
