using Tactus.Policy.Data;

namespace Tactus.Policy.Paths;

/// <summary>The names that steer Tactus, git or the shell, and that no run sees. Thread-safe.</summary>
/// <remarks>The list is <c>control-files.list</c>; each entry carries its reason.</remarks>
public static class ControlFiles
{
    private static readonly ReasonedPattern[] Patterns = ReasonedPattern.Load("control-files.list");

    /// <summary>The entries with their reasons.</summary>
    public static IReadOnlyList<ReasonedEntry> Entries { get; } = [.. Patterns.Select(pattern => pattern.Entry)];

    /// <summary>True when any component of a path is a control file.</summary>
    /// <param name="relativePath">Path relative to a granted root, components separated by <c>/</c>.</param>
    public static bool IsHidden(ReadOnlySpan<char> relativePath)
    {
        foreach (var range in relativePath.Split('/'))
        {
            if (IsHiddenName(relativePath[range]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a single name is a control file; quicker than <see cref="IsHidden"/> while listing a directory.</summary>
    public static bool IsHiddenName(ReadOnlySpan<char> name) => Find(name) is not null;

    /// <summary>The entry that hides a path, or null when nothing does.</summary>
    public static ReasonedEntry? Explain(ReadOnlySpan<char> relativePath)
    {
        foreach (var range in relativePath.Split('/'))
        {
            if (Find(relativePath[range]) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    // Trailing dots and spaces: file systems of other makers (CIFS, exFAT) drop them, so ".git." opens ".git".
    private static ReasonedEntry? Find(ReadOnlySpan<char> name) => ReasonedPattern.Find(Patterns, name.TrimEnd(". "));
}
