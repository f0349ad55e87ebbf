using Tactus.Protocol;

namespace Tactus.Cli.Commands.Testing;

/// <summary>The procedures that the arguments of <c>tactus test</c> name.</summary>
internal static class TestFiles
{
    private const string Pattern = "*.tac";

    // What a tree of procedures may hold; more is a path like / that somebody mistyped.
    private const int MostFiles = 10_000;

    /// <summary>Every file that is named, and every procedure beneath a directory that is, sorted; each once.</summary>
    /// <exception cref="TactusException">TAC6201: there is no such file or directory. TAC7701: there are too many.</exception>
    public static IReadOnlyList<(string Path, bool IsNamed)> Find(IEnumerable<string> arguments, string workingDirectory)
    {
        var files = new OrderedDictionary<string, (string Path, bool IsNamed)>(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            string full = Path.GetFullPath(argument, workingDirectory);
            if (!Directory.Exists(full))
            {
                files[full] = (argument, true);
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(full, Pattern, s_walk).Where(file => !IsHidden(full, file)).Order(StringComparer.Ordinal))
            {
                files.TryAdd(file, (Path.Combine(argument, Path.GetRelativePath(full, file)), false));
                if (files.Count > MostFiles)
                {
                    throw new TactusException("TAC7701", $"there are more than {MostFiles} procedures beneath '{argument}'", "name a smaller directory", argument);
                }
            }
        }

        return [.. files.Values];
    }

    private static readonly EnumerationOptions s_walk = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private static bool IsHidden(string root, string file) =>
        Path.GetRelativePath(root, file).Split('/').Any(part => part.StartsWith('.'));
}
