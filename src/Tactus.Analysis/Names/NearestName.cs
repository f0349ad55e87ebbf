namespace Tactus.Analysis.Names;

/// <summary>The known name that a wrong one was most likely meant to be.</summary>
internal static class NearestName
{
    private const int LongestName = 60;
    private const int MostChanges = 3;

    // Nobody writes as many; a source that a program wrote must not take minutes.
    private const int MostNames = 2000;

    /// <summary>The nearest name, or null when none is near. The same rule as the language's own messages have.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string[] candidates = [.. known.Take(MostNames + 1)];
        if (name.Length > LongestName || candidates.Length > MostNames)
        {
            return null;
        }

        string lower = name.ToLowerInvariant();
        string? best = null;
        int least = int.MaxValue;
        foreach (string candidate in candidates.Where(candidate => candidate.Length <= LongestName + MostChanges).Order(StringComparer.Ordinal))
        {
            int distance = Distance(lower, candidate.ToLowerInvariant());
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best is not null && least <= Math.Min(MostChanges, (best.Length + 1) / 2) && least < name.Length ? best : null;
    }

    /// <summary>"did you mean 'x'?", or a list of what is known.</summary>
    public static string Mend(string name, IReadOnlyCollection<string> known) =>
        Of(name, known) is { } near ? $"did you mean '{near}'?" : $"known are {string.Join(", ", known.Order(StringComparer.Ordinal))}";

    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int cost = left[row - 1] == right[column - 1] ? 0 : 1;
                current[column] = Math.Min(Math.Min(previous[column], current[column - 1]) + 1, previous[column - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
