namespace Tactus.Policy.Data;

/// <summary>Reads the <c>.list</c> files of this assembly: one entry per line, then <c>|</c>, then the reason.</summary>
internal static class ReasonedList
{
    /// <summary>Reads an embedded list.</summary>
    /// <exception cref="InvalidDataException">The list is not in this assembly, or an entry has no reason.</exception>
    public static IReadOnlyList<ReasonedEntry> Load(string name)
    {
        using var stream = typeof(ReasonedList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The policy list {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Parse(name, reader.ReadToEnd());
    }

    /// <summary>Parses a list; blank lines and lines that start with <c>#</c> are skipped.</summary>
    /// <exception cref="InvalidDataException">An entry has no reason.</exception>
    public static IReadOnlyList<ReasonedEntry> Parse(string name, string text)
    {
        var entries = new List<ReasonedEntry>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var parts = line.Split('|', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
            {
                throw new InvalidDataException($"The policy list {name} has an entry without a reason: {line}");
            }

            entries.Add(new ReasonedEntry(parts[0], parts[1]));
        }

        return entries;
    }
}
