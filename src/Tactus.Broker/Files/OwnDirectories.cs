using Tactus.Broker.Files.Native;

namespace Tactus.Broker.Files;

/// <summary>The directories of the host that steer Tactus itself: configuration, trust, journal, guest. No run sees them, wherever its roots lie.</summary>
/// <remarks>A person may stand in the home directory when they start a run; what lies beneath it would else be the run's to write,
/// the trust store first of all. Immutable and thread-safe.</remarks>
internal sealed class OwnDirectories
{
    private readonly string[] _realPaths;

    /// <param name="hostPaths">Absolute paths; they need not exist yet.</param>
    public OwnDirectories(IEnumerable<string> hostPaths) => _realPaths = [.. hostPaths.Select(Resolve).Distinct(StringComparer.Ordinal)];

    /// <summary>Paths relative to a granted directory that are Tactus's own; the empty one when the directory itself lies in one.</summary>
    public string[] Beneath(string hostPath)
    {
        if (_realPaths.Length == 0)
        {
            return [];
        }

        string root = Resolve(hostPath);
        return _realPaths.Any(own => Covers(own, root))
            ? [""]
            : [.. _realPaths.Where(own => Covers(root, own)).Select(own => own[root.Length..].TrimStart('/'))];
    }

    /// <summary>True when <paramref name="path"/> is <paramref name="directory"/> or lies in it; case does not tell them apart.</summary>
    public static bool Covers(string directory, string path) =>
        path.StartsWith(directory, StringComparison.OrdinalIgnoreCase)
        && (path.Length == directory.Length || directory.Length == 0 || directory[^1] == '/' || path[directory.Length] == '/');

    // What does not exist yet is judged where it would be made: beneath the nearest directory that exists.
    private static string Resolve(string path)
    {
        string missing = "";
        for (string? at = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)); at is not null; at = Path.GetDirectoryName(at))
        {
            if (DirectoryHandle.FindRealPath(at) is { } real)
            {
                return missing.Length == 0 ? real : Path.Combine(real, missing);
            }

            missing = Path.Combine(Path.GetFileName(at), missing);
        }

        return path;
    }
}
