namespace Tactus.Configuration.Yaml;

/// <summary>Finds lines that a person indented with a tab, which YAML parsers report in riddles or accept by accident.</summary>
internal static class TabIndentation
{
    /// <summary>The lines, counted from 1, whose leading blanks hold a tab.</summary>
    public static IReadOnlyList<int> FindLines(string text)
    {
        if (!text.Contains('\t', StringComparison.Ordinal))
        {
            return [];
        }

        var lines = new List<int>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line[..(line.Length - line.TrimStart(" \t").Length)].Contains('\t'))
            {
                lines.Add(number);
            }
        }

        return lines;
    }
}
