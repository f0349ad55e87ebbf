using Tactus.Policy.Grants;
using Tactus.Policy.Layers;

namespace Tactus.Configuration.Loading;

/// <summary>Makes a grant of merged settings.</summary>
internal static class GrantBuilder
{
    private const string VariablePrefix = "sandbox.env.";
    private const string ToolPrefix = "host_tools.";
    private const string ServerPrefix = "mcp_servers.";
    private const string ProviderPrefix = "models.providers.";
    private const string PricePrefix = "models.prices.";

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
                NetworkAllow = (IReadOnlyList<string>)settings["sandbox.network_allow"].Value,
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
                    Journal = (long)settings["sandbox.limits.journal"].Value,
                    Effects = (long)settings["sandbox.limits.effects"].Value,
                },
            },
            StrictDeterminism = (bool)settings["checkpoint.strict_determinism"].Value,
            Permissions = (PermissionMode)settings["permissions.mode"].Value,
            AllowedTools = (IReadOnlyList<string>)settings["tools.allow"].Value,
            HostTools = Named<HostToolDeclaration>(settings, ToolPrefix),
            McpServers = Named<McpServerDeclaration>(settings, ServerPrefix),
            Models = new ModelGrant
            {
                Default = (string?)settings.GetValueOrDefault("models.default")?.Value,
                Allowed = (IReadOnlyList<string>)settings["models.allow"].Value,
                Providers = Named<ModelProvider>(settings, ProviderPrefix),
                Prices = Named<ModelPrice>(settings, PricePrefix),
                Tokens = (long)settings["models.budget.tokens"].Value,
                Dollars = (double?)settings.GetValueOrDefault("models.budget.usd")?.Value,
            },
            Provenance = Provenances(settings),
        };
    }

    private static Dictionary<string, Provenance> Provenances(IReadOnlyDictionary<string, Setting> settings)
    {
        var provenances = new Dictionary<string, Provenance>(StringComparer.Ordinal);
        foreach (var setting in settings.Values)
        {
            provenances.Add(setting.Key, setting.Provenance);
        }

        return provenances;
    }

    private static Dictionary<string, T> Named<T>(IReadOnlyDictionary<string, Setting> settings, string prefix)
        where T : class
    {
        var named = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var setting in settings.Values)
        {
            if (setting.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                named.Add(setting.Key[prefix.Length..], (T)setting.Value);
            }
        }

        return named;
    }
}
