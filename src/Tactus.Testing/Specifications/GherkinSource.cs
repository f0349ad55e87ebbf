namespace Tactus.Testing.Specifications;

/// <summary>A text cut into what a parser of Gherkin before version 6 understands: one part for the feature, one for each of its rules.</summary>
/// <remarks>
/// The parser knows no <c>Rule</c>, no <c>Example:</c> and no scenario that is an outline by its <c>Examples</c> alone. Every part has as many lines as
/// the whole, blank where the lines belong to another part, so that places stay right.
/// </remarks>
internal static class GherkinSource
{
    /// <summary>Lines of all parts together. Each part has as many as the whole, so that few bytes of many rules would be very many.</summary>
    public const int MostLines = 1_000_000;

    private static readonly string[] s_examples = ["Examples:", "Scenarios:"];
    private static readonly string[] s_scenarios = ["Scenario:", "Example:"];
    private static readonly string[] s_outlines = ["Scenario Outline:", "Scenario Template:"];

    /// <summary>The parts, the feature's own first.</summary>
    /// <returns>The name of each part's rule (empty for the feature's own) and its text; null when that would be too much.</returns>
    public static IReadOnlyList<(string Rule, string Text)>? Split(string text)
    {
        string[] lines = text.Split('\n');
        bool[] plain = OutsideOfDocStrings(lines);
        Modernise(lines, plain);
        List<int> rules = [.. Enumerable.Range(0, lines.Length).Where(i => plain[i] && Starts(lines[i], "Rule:"))];
        if (rules.Count == 0)
        {
            return [("", string.Join('\n', lines))];
        }

        if ((long)rules.Count * lines.Length > MostLines)
        {
            return null;
        }

        var parts = new List<(string, string)> { ("", Only(lines, 0, rules[0])) };
        for (int i = 0; i < rules.Count; i++)
        {
            string name = lines[rules[i]].Trim()["Rule:".Length..].Trim();
            lines[rules[i]] = "Feature: " + name;
            parts.Add((name, Only(lines, rules[i], i + 1 < rules.Count ? rules[i + 1] : lines.Length)));
        }

        return parts;
    }

    private static string Only(string[] lines, int from, int to) =>
        string.Join('\n', lines.Select((line, i) => i >= from && i < to ? line : ""));

    /// <summary>For each line whether it stands outside of every doc string.</summary>
    public static bool[] OutsideOfDocStrings(string[] lines)
    {
        bool[] plain = new bool[lines.Length];
        string? open = null;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimStart();
            if (open is not null)
            {
                open = line.StartsWith(open, StringComparison.Ordinal) ? null : open;
            }
            else if (line.StartsWith("\"\"\"", StringComparison.Ordinal) || line.StartsWith("```", StringComparison.Ordinal))
            {
                open = line[..3];
            }
            else
            {
                plain[i] = true;
            }
        }

        return plain;
    }

    private static void Modernise(string[] lines, bool[] plain)
    {
        int scenario = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (!plain[i])
            {
                continue;
            }

            if (Starts(lines[i], s_scenarios))
            {
                scenario = i;
                Replace(lines, i, s_scenarios, "Scenario:");
            }
            else if (Starts(lines[i], s_outlines))
            {
                scenario = -1;
                Replace(lines, i, s_outlines, "Scenario Outline:");
            }
            else if (scenario >= 0 && Starts(lines[i], s_examples))
            {
                Replace(lines, scenario, s_scenarios, "Scenario Outline:");
                scenario = -1;
            }
        }
    }

    private static bool Starts(string line, params string[] keywords) =>
        keywords.Any(keyword => line.AsSpan().TrimStart().StartsWith(keyword, StringComparison.Ordinal));

    private static void Replace(string[] lines, int i, string[] keywords, string by)
    {
        string trimmed = lines[i].TrimStart();
        string keyword = keywords.First(one => trimmed.StartsWith(one, StringComparison.Ordinal));
        lines[i] = lines[i][..^trimmed.Length] + by + trimmed[keyword.Length..];
    }
}
