namespace Tactus.Analysis.Names;

/// <summary>Reads the project's data files: lines, without comments and blank ones.</summary>
internal static class DataFile
{
    /// <summary>The lines of an embedded file.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the data file {name} is not embedded");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <summary>The lines below each <c>[heading]</c>.</summary>
    public static Dictionary<string, List<string>> Sections(string name)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string> current = [];
        foreach (string line in Lines(name))
        {
            if (line[0] == '[')
            {
                sections[line.Trim('[', ']')] = current = [];
            }
            else
            {
                current.Add(line);
            }
        }

        return sections;
    }

    /// <summary>The two sides of a line <c>key = value</c>.</summary>
    public static (string Key, string Value) Pair(string line)
    {
        int at = line.IndexOf(" = ", StringComparison.Ordinal);
        return (line[..at], line[(at + 3)..]);
    }
}
