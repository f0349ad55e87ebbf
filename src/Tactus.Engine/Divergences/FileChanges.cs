using System.Globalization;
using System.Text;
using Tactus.Broker.Files.Staging;
using Tactus.Engine.Procedures;

namespace Tactus.Engine.Divergences;

/// <summary>Says which lines of which file differ between a recorded bundle and another.</summary>
internal static class FileChanges
{
    private const int MaxRanges = 8;

    /// <summary>One line per file that differs: <c>p.tac: line 3 and lines 7-9</c>. Numbers are those of the other bundle.</summary>
    public static IReadOnlyList<string> Between(ProcedureBundle recorded, ProcedureBundle other)
    {
        Dictionary<string, ProcedureSource> before = Sources(recorded);
        Dictionary<string, ProcedureSource> after = Sources(other);
        List<string> changes = [];
        foreach ((string module, ProcedureSource source) in after)
        {
            if (!before.TryGetValue(module, out ProcedureSource? old))
            {
                changes.Add($"{source.DisplayPath} is new");
            }
            else if (old.Hash != source.Hash)
            {
                changes.Add($"{source.DisplayPath}: {Lines(Encoding.UTF8.GetString(old.Content), Encoding.UTF8.GetString(source.Content))}");
            }
        }

        changes.AddRange(before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => $"{pair.Value.DisplayPath} is gone"));
        return changes;
    }

    /// <summary>The lines of the second text that are new or other than in the first, and after which lines some are missing.</summary>
    internal static string Lines(string before, string after)
    {
        List<string> ranges = [];
        int line = 0;
        int first = 0;
        bool removed = false;
        foreach (char sign in LineDiff.Signs(before, after).Append(' '))
        {
            if (sign == '-')
            {
                removed = true;
                continue;
            }

            if (sign == '+')
            {
                line++;
                first = first == 0 ? line : first;
                continue;
            }

            if (first > 0)
            {
                ranges.Add(first == line ? Number("line", line) : string.Create(CultureInfo.InvariantCulture, $"lines {first}-{line}"));
            }
            else if (removed)
            {
                ranges.Add(line == 0 ? "lines removed at the top" : Number("lines removed after line", line));
            }

            (first, removed) = (0, false);
            line++;
        }

        return ranges.Count > MaxRanges
            ? string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", ranges.Take(MaxRanges))} and {ranges.Count - MaxRanges} more places")
            : string.Join(", ", ranges);
    }

    private static string Number(string what, int line) => string.Create(CultureInfo.InvariantCulture, $"{what} {line}");

    private static Dictionary<string, ProcedureSource> Sources(ProcedureBundle bundle) =>
        bundle.Modules.Prepend(bundle.Main).ToDictionary(source => source.Module, StringComparer.Ordinal);
}
