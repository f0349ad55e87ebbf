using System.Text;
using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Output;
using Tactus.Engine.Procedures;
using Tactus.Mcp.Serving;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Mcp;

/// <summary>Which files are served, and what clients are told of each.</summary>
internal static class ServedFiles
{
    private const int LongestName = 64;
    private const int LongestDescription = 1000;

    /// <summary>Absolute paths of the procedures that a person named.</summary>
    /// <exception cref="TactusException">TAC7805: there is none.</exception>
    public static IReadOnlyList<string> Find(string workingDirectory, string[] named)
    {
        string[] places = [.. (named.Length == 0 ? ["."] : named).Select(name => Path.GetFullPath(name, workingDirectory))];
        string[] files =
        [
            .. places.SelectMany(place => Directory.Exists(place) ? Directory.EnumerateFiles(place, "*.tac").Order(StringComparer.Ordinal) : Enumerable.Repeat(place, 1))
                .Distinct(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new TactusException("TAC7805", "there is no procedure to serve", "name .tac files, or a directory that holds some");
    }

    /// <summary>What clients are told: the file's name, its first comment, its schemas.</summary>
    public static ServedTool Describe(ProcedureBundle bundle, Description description)
    {
        string name = NameOf(bundle.FullPath);
        string comment = CommentOf(Encoding.UTF8.GetString(bundle.Main.Content));
        return new ServedTool(name, comment.Length > 0 ? comment : $"Runs the procedure {name}.", description.Inputs(), description.Outputs());
    }

    private static string NameOf(string path)
    {
        string name = string.Concat(Path.GetFileNameWithoutExtension(path).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private static string CommentOf(string source)
    {
        IEnumerable<string> lines = source.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith("--[", StringComparison.Ordinal));
        return SafeText.OneLine(string.Join(' ', lines.Select(line => line.TrimStart('-').Trim())), LongestDescription);
    }
}
