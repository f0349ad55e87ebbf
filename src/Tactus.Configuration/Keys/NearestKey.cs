namespace Tactus.Configuration.Keys;

/// <summary>Finds what a person probably meant.</summary>
internal static class NearestKey
{
    /// <summary>The candidate with the fewest edits from <paramref name="wrong"/>, when they are few enough to be a slip; else null.</summary>
    public static string? Find(string wrong, IEnumerable<string> candidates)
    {
        var limit = Math.Max(2, wrong.Length / 3);
        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(Normalize(wrong), Normalize(candidate))))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    private static string Normalize(string key) => key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    // Edits are insertions, deletions, replacements and swaps of neighbours; a key is short, a hostile one is cut.
    private static int Distance(string left, string right)
    {
        const int longest = 64;
        left = left.Length > longest ? left[..longest] : left;
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            table[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
