namespace Tactus.Testing.Steps;

/// <summary>How far two texts are apart: edits per character, case aside.</summary>
internal static class TextDistance
{
    // Longer texts are compared by their beginnings: what a person mistyped is found there, and the cost stays bounded.
    private const int Longest = 200;

    /// <summary>From 0 (the same) to 1.</summary>
    public static double Between(string left, string right)
    {
        string first = left[..Math.Min(left.Length, Longest)].ToLowerInvariant();
        string second = right[..Math.Min(right.Length, Longest)].ToLowerInvariant();
        int longer = Math.Max(first.Length, second.Length);
        return longer == 0 ? 0 : (double)Edits(first, second) / longer;
    }

    private static int Edits(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int change = first[i - 1] == second[j - 1] ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
