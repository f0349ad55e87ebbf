using System.Reflection;

namespace Tactus.Policy.Data;

/// <summary>Reads <c>.list</c> files embedded in an assembly: one entry per line, then <c>|</c>, then the reason.</summary>
public static class ReasonedList
{
    /// <summary>Reads an embedded list.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="name">Its file name.</param>
    /// <exception cref="InvalidDataException">The list is not in this assembly, or an entry has no reason.</exception>
    public static IReadOnlyList<ReasonedEntry> Load(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The policy list {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Parse(name, reader.ReadToEnd());
    }

    /// <summary>Reads a list of this assembly.</summary>
    /// <exception cref="InvalidDataException">As above.</exception>
    internal static IReadOnlyList<ReasonedEntry> Load(string name) => Load(typeof(ReasonedList).Assembly, name);

    /// <summary>Parses a list; blank lines and lines that start with <c>#</c> are skipped.</summary>
    /// <exception cref="InvalidDataException">An entry has no reason.</exception>
    internal static IReadOnlyList<ReasonedEntry> Parse(string name, string text)
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
