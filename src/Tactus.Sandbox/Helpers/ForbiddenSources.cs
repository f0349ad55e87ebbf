using Tactus.Protocol;

namespace Tactus.Sandbox.Helpers;

/// <summary>Directories of the host that no helper sandbox is given.</summary>
internal static class ForbiddenSources
{
    private static readonly Dictionary<string, string> s_reasons = EmbeddedData.Read("helpers/forbidden-sources.json")
        .GetProperty("sources").EnumerateArray()
        .ToDictionary(entry => entry.GetProperty("path").GetString()!, entry => entry.GetProperty("reason").GetString()!, StringComparer.Ordinal);

    /// <summary>Refuses a mount of one of them, and one whose path holds a link, which would be another name.</summary>
    /// <exception cref="TactusException">It is on the list, goes through a link, or is no directory (TAC5303).</exception>
    internal static void Check(HelperMount mount)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(mount.HostPath));
        if (!Path.IsPathRooted(mount.HostPath) || !Path.IsPathRooted(mount.Target) || !Directory.Exists(path))
        {
            throw new TactusException("TAC5303", $"{mount.HostPath} cannot be given to a helper sandbox: it is not a directory.", "Create it, or mount another.");
        }

        // A link in the path may be the work of an earlier program, which replaced a granted directory by it.
        if (FindLink(path) is { } link)
        {
            throw new TactusException(
                "TAC5303", $"{mount.HostPath} cannot be given to a helper sandbox: {link} is a symbolic link, which a run may have put there.",
                "Look where it leads, then name the directory by its real path.");
        }

        if (s_reasons.TryGetValue(path, out string? reason))
        {
            throw new TactusException("TAC5303", $"{mount.HostPath} cannot be given to a helper sandbox. {reason}.", "Mount a directory inside of it.");
        }
    }

    private static string? FindLink(string path)
    {
        for (string? part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (new DirectoryInfo(part).LinkTarget is not null)
            {
                return part;
            }
        }

        return null;
    }
}
