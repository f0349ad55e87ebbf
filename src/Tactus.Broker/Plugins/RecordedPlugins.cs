using Tactus.Broker.Gate;
using Tactus.Journal;

namespace Tactus.Broker.Plugins;

/// <summary>The plugin tools that a run used, as its record knows them: each by the hash that it had at its first use.</summary>
public static class RecordedPlugins
{
    private const string Prefix = "plugin:";

    /// <summary>The plugin tools of a run that are no longer what it used, sorted by path. Files are read.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<string> FindChanged(RunRecord run) =>
    [
        .. run.Hashes.Where(hash => hash.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(hash => (Path: hash.Key[Prefix.Length..], Sha256: hash.Value))
            .Where(plugin => !IsSame(Path.GetDirectoryName(run.ProcedurePath), plugin.Path, plugin.Sha256))
            .Select(plugin => plugin.Path)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name under which a record holds a plugin tool's hash.</summary>
    internal static string NameOf(string path) => Prefix + path;

    private static bool IsSame(string? directory, string path, string sha256)
    {
        try
        {
            return PluginFile.Open(directory, path).Sha256 == sha256;
        }
        catch (EffectException)
        {
            // It is gone, or no program any more.
            return false;
        }
    }
}
