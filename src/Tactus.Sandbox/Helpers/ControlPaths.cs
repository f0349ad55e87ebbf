using System.IO.Enumeration;
using Tactus.Policy.Paths;
using Tactus.Protocol;

namespace Tactus.Sandbox.Helpers;

/// <summary>The control files and directories beneath a mount, and what pins them in their places.</summary>
/// <param name="Protected">Relative paths that are mounted over themselves, whole and read-only.</param>
/// <param name="Pinned">
/// Relative paths of their parent directories, parents first, which are mounted over themselves as they are: a mount point can be
/// neither renamed nor removed, so that nobody moves a control file away together with its directory and puts another in its place.
/// </param>
/// <remarks>
/// Names that a helper creates itself cannot be protected by mounts; the broker's rule is that names created during a run are never
/// trusted. docs/sandbox.md says what that means for git.
/// </remarks>
internal sealed record ControlPaths(IReadOnlyList<string> Protected, IReadOnlyList<string> Pinned)
{
    // bubblewrap takes 9,000 arguments, and each mount is three.
    private const int MostMounts = 2000;

    /// <summary>Finds them. Links are not followed.</summary>
    /// <param name="root">Absolute path of the mount on the host.</param>
    /// <param name="isReadOnly">True when nothing can be put in a link's place; links are left out then. Default: false.</param>
    /// <exception cref="TactusException">There are too many (TAC5304), one that steers programs is a symbolic link (TAC5305), or it cannot be read (TAC5306).</exception>
    internal static ControlPaths Find(string root, bool isReadOnly = false)
    {
        var found = new List<string>();
        foreach ((string path, bool isLink) in EnumerateAll(root))
        {
            if (!isLink)
            {
                found.Add(path);
            }
            else if (!isReadOnly && !Path.GetFileName(path).StartsWith(".env", StringComparison.OrdinalIgnoreCase))
            {
                // A mount follows the link, so the link itself cannot be protected. Links named .env are common, and nothing
                // of Tactus or git follows them.
                throw new TactusException(
                    "TAC5305",
                    $"{Path.Combine(root, path)} is a symbolic link, and a helper sandbox could put another in its place.",
                    "Replace the link by what it points to, or mount the directory read-only.",
                    Path.Combine(root, path));
            }
        }

        string[] pinned =
        [
            .. found.SelectMany(Ancestors).Distinct(StringComparer.Ordinal).OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path, StringComparer.Ordinal),
        ];
        found.Sort(StringComparer.Ordinal);
        return found.Count + pinned.Length <= MostMounts
            ? new ControlPaths(found, pinned)
            : throw new TactusException(
                "TAC5304",
                $"{root} holds {found.Count} control files in {pinned.Length} directories, more than a helper sandbox can protect.",
                "Mount a smaller directory, or mount it read-only.",
                root);
    }

    private static List<(string Path, bool IsLink)> EnumerateAll(string root)
    {
        try
        {
            return [.. Enumerate(root)];
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new TactusException(
                "TAC5306", $"{root} cannot be searched for control files: {error.Message}", "Make it readable, or mount it read-only.", root, inner: error);
        }
    }

    private static FileSystemEnumerable<(string Path, bool IsLink)> Enumerate(string root)
        => new(
            root,
            (ref FileSystemEntry entry) => (Path.GetRelativePath(root, entry.ToFullPath()), IsLink(ref entry)),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => ControlFiles.IsHiddenName(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry) && !ControlFiles.IsHiddenName(entry.FileName),
        };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static IEnumerable<string> Ancestors(string path)
    {
        for (string? parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            yield return parent;
        }
    }
}
