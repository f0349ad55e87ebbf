using Tactus.Policy.Grants;
using Tactus.Policy.Layers;

namespace Tactus.Configuration.Loading;

/// <summary>Makes a grant of merged settings.</summary>
internal static class GrantBuilder
{
    private const string VariablePrefix = "sandbox.env.";
    private const string ToolPrefix = "host_tools.";

    public static Grant Build(IReadOnlyDictionary<string, Setting> settings)
    {
        return new Grant
        {
            Sandbox = new SandboxGrant
            {
                Enabled = Get<bool>("sandbox.enabled"),
                Driver = Get<DriverChoice>("sandbox.driver"),
                Timeout = Get<TimeSpan>("sandbox.timeout"),
                Network = Get<NetworkMode>("sandbox.network"),
                MountCurrentDir = Get<bool>("sandbox.mount_current_dir"),
                Workspace = Get<WorkspaceMode>("sandbox.workspace"),
                Volumes = Get<IReadOnlyList<VolumeGrant>>("sandbox.volumes"),
                Environment = Named<string>(settings, VariablePrefix),
                Limits = new RunLimits
                {
                    Memory = Get<long>("sandbox.limits.memory"),
                    Cpus = Get<double>("sandbox.limits.cpus"),
                    CpuTime = Get<TimeSpan>("sandbox.limits.cpu_time"),
                    Pids = (int)Get<long>("sandbox.limits.pids"),
                    Files = (int)Get<long>("sandbox.limits.files"),
                    Output = Get<long>("sandbox.limits.output"),
                    Workspace = Get<long>("sandbox.limits.workspace"),
                    Effects = Get<long>("sandbox.limits.effects"),
                },
            },
            Permissions = Get<PermissionMode>("permissions.mode"),
            AllowedTools = Get<IReadOnlyList<string>>("tools.allow"),
            HostTools = Named<HostToolDeclaration>(settings, ToolPrefix),
            Provenance = settings.ToDictionary(pair => pair.Key, pair => pair.Value.Provenance, StringComparer.Ordinal),
        };

        T Get<T>(string key) => (T)settings[key].Value;
    }

    private static Dictionary<string, T> Named<T>(IReadOnlyDictionary<string, Setting> settings, string prefix) =>
        settings
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => (T)pair.Value.Value, StringComparer.Ordinal);
}
