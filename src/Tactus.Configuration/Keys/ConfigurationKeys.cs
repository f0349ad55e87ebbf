using Tactus.Policy.Grants;
using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>The table of keys.</summary>
public static class ConfigurationKeys
{
    /// <summary>Every key, in the order in which the docs show them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        .. SandboxKeys.All,
        .. LimitKeys.All,
        .. PermissionKeys.All,
        .. HostToolKeys.All,
        .. McpServerKeys.All,
        .. ModelKeys.All,
        .. CheckpointKeys.All,
    ];

    private static readonly Dictionary<string, ConfigurationKey> ByPath = All.ToDictionary(key => key.Path, StringComparer.Ordinal);

    /// <summary>The row of a leaf's key, for instance of <c>sandbox.env.LANG</c>; null when there is none.</summary>
    /// <param name="key">A key as the merge knows it.</param>
    public static ConfigurationKey? Find(string key)
    {
        if (ByPath.TryGetValue(key, out var row))
        {
            return row;
        }

        // Tool names hold dots, so the rows of named things are found by what stands before the name.
        foreach (var prefix in (ReadOnlySpan<string>)["sandbox.env.", "host_tools.", "mcp_servers.", "models.providers.", "models.prices."])
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal) && key.Length > prefix.Length)
            {
                return ByPath[prefix + "*"];
            }
        }

        return null;
    }

    /// <summary>The order of a key's values.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key, or it has no order of its own.</exception>
    public static ISettingOrder OrderOf(string key) =>
        Find(key)?.Order ?? throw new KeyNotFoundException($"The key {key} has no order.");
}
