using Tactus.Protocol;

namespace Tactus.Sandbox.Helpers;

/// <summary>Directories of the host that no helper sandbox is given.</summary>
internal static class ForbiddenSources
{
    private static readonly Dictionary<string, string> s_reasons = EmbeddedData.Read("helpers/forbidden-sources.json")
        .GetProperty("sources").EnumerateArray()
        .ToDictionary(entry => entry.GetProperty("path").GetString()!, entry => entry.GetProperty("reason").GetString()!, StringComparer.Ordinal);

    /// <summary>Refuses a mount of one of them, by any of its names.</summary>
    /// <exception cref="TactusException">It is on the list, or is no directory (TAC5303).</exception>
    internal static void Check(HelperMount mount)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(mount.HostPath));
        if (!Path.IsPathRooted(mount.HostPath) || !Path.IsPathRooted(mount.Target) || !Directory.Exists(path))
        {
            throw new TactusException("TAC5303", $"{mount.HostPath} cannot be given to a helper sandbox: it is not a directory.", "Create it, or mount another.");
        }

        string real = new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        if (s_reasons.TryGetValue(path, out string? reason) || s_reasons.TryGetValue(real, out reason))
        {
            throw new TactusException("TAC5303", $"{mount.HostPath} cannot be given to a helper sandbox. {reason}.", "Mount a directory inside of it.");
        }
    }
}
