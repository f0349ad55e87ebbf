using Tactus.Policy.Grants;

namespace Tactus.Simulation.Tests.Running;

/// <summary>What a simulated run may do: everything that the simulation has.</summary>
internal static class SimulatedGrant
{
    /// <summary>The tools that act on the recorded world, by name.</summary>
    public static IReadOnlyDictionary<string, EffectClass> Tools { get; } = new Dictionary<string, EffectClass>
    {
        ["sim.read"] = EffectClass.Read,
        ["sim.keyed"] = EffectClass.Idempotent,
        ["sim.once"] = EffectClass.Once,
        ["repository.log"] = EffectClass.Read,
        ["tracker.create_issue"] = EffectClass.Once,
        ["tracker.echo"] = EffectClass.Read,
    };

    /// <summary>The grant.</summary>
    public static Grant Create() => new()
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
        AllowedTools = ["host.ping", "host.echo", "host.time", .. Tools.Keys],
        HostTools = new Dictionary<string, HostToolDeclaration>(),
        Provenance = new Dictionary<string, Provenance>(),
    };
}
