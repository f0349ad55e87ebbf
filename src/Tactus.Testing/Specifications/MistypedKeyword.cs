using Tactus.Testing.Steps;

namespace Tactus.Testing.Specifications;

/// <summary>Finds keywords of Gherkin that were mistyped where Gherkin allows a description, which would take the whole scenario in without a word.</summary>
internal static class MistypedKeyword
{
    // A slip or two in a word of eight letters.
    private const double Near = 0.25;

    // Long enough that no word of prose lies so near; "Rule" and "Example" have neighbours of their own ("Rules", "Sample").
    private static readonly string[] s_keywords = ["Scenario", "Scenario Outline", "Scenario Template", "Background"];
    private static readonly string[] s_known = [.. s_keywords, "Scenarios"];

    /// <summary>The mistyped ones of a text that the parser has accepted, each with its line in the text, counted from 1, and what was meant.</summary>
    public static IEnumerable<(int Line, string Written, string Meant)> Find(string text)
    {
        string[] lines = text.Split('\n');
        bool[] plain = GherkinSource.OutsideOfDocStrings(lines);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            int colon = plain[i] ? line.IndexOf(':', StringComparison.Ordinal) : -1;
            string written = colon > 0 ? line[..colon] : "";
            if (written.Length > 0 && !s_known.Contains(written, StringComparer.Ordinal)
                && Array.Find(s_keywords, keyword => IsNear(written, keyword)) is { } meant)
            {
                yield return (i + 1, written, meant);
            }
        }
    }

    private static bool IsNear(string written, string keyword) => TextDistance.Between(written, keyword) <= Near;
}
