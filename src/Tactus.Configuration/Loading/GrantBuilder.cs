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
                Enabled = (bool)settings["sandbox.enabled"].Value,
                Driver = (DriverChoice)settings["sandbox.driver"].Value,
                Timeout = (TimeSpan)settings["sandbox.timeout"].Value,
                Network = (NetworkMode)settings["sandbox.network"].Value,
                MountCurrentDir = (bool)settings["sandbox.mount_current_dir"].Value,
                Workspace = (WorkspaceMode)settings["sandbox.workspace"].Value,
                Volumes = (IReadOnlyList<VolumeGrant>)settings["sandbox.volumes"].Value,
                Environment = Named<string>(settings, VariablePrefix),
                Limits = new RunLimits
                {
                    Memory = (long)settings["sandbox.limits.memory"].Value,
                    Cpus = (double)settings["sandbox.limits.cpus"].Value,
                    CpuTime = (TimeSpan)settings["sandbox.limits.cpu_time"].Value,
                    Pids = (int)(long)settings["sandbox.limits.pids"].Value,
                    Files = (int)(long)settings["sandbox.limits.files"].Value,
                    Output = (long)settings["sandbox.limits.output"].Value,
                    Workspace = (long)settings["sandbox.limits.workspace"].Value,
                    Effects = (long)settings["sandbox.limits.effects"].Value,
                },
            },
            Permissions = (PermissionMode)settings["permissions.mode"].Value,
            AllowedTools = (IReadOnlyList<string>)settings["tools.allow"].Value,
            HostTools = Named<HostToolDeclaration>(settings, ToolPrefix),
            Provenance = settings.ToDictionary(pair => pair.Key, pair => pair.Value.Provenance, StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, T> Named<T>(IReadOnlyDictionary<string, Setting> settings, string prefix) =>
        settings
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => (T)pair.Value.Value, StringComparer.Ordinal);
}
