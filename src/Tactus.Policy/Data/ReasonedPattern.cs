using Tactus.Policy.Paths;

namespace Tactus.Policy.Data;

/// <summary>An entry of a policy list that is a pattern of names.</summary>
internal sealed class ReasonedPattern
{
    private readonly NamePattern pattern;

    private ReasonedPattern(ReasonedEntry entry)
    {
        Entry = entry;
        pattern = new NamePattern(entry.Entry);
    }

    /// <summary>The entry.</summary>
    public ReasonedEntry Entry { get; }

    /// <summary>Reads a list of this assembly.</summary>
    public static ReasonedPattern[] Load(string name) => [.. ReasonedList.Load(name).Select(entry => new ReasonedPattern(entry))];

    /// <summary>The first entry whose pattern a name matches, or null.</summary>
    public static ReasonedEntry? Find(ReasonedPattern[] patterns, ReadOnlySpan<char> name)
    {
        foreach (var candidate in patterns)
        {
            if (candidate.pattern.Matches(name))
            {
                return candidate.Entry;
            }
        }

        return null;
    }
}
