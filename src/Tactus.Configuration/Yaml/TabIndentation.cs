namespace Tactus.Configuration.Yaml;

/// <summary>Finds lines that a person indented with a tab, which YAML parsers report in riddles or accept by accident.</summary>
internal static class TabIndentation
{
    /// <summary>The lines, counted from 1, whose leading blanks hold a tab and that are neither blank nor a comment.</summary>
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
            var content = line.TrimStart(" \t");
            if (content.Length > 0 && content[0] != '#' && line[..(line.Length - content.Length)].Contains('\t'))
            {
                lines.Add(number);
            }
        }

        return lines;
    }
}
