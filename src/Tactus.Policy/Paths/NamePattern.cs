namespace Tactus.Policy.Paths;

/// <summary>A pattern of file names in which <c>*</c> stands for any characters; case does not matter.</summary>
internal sealed class NamePattern
{
    private readonly string[] pieces;

    public NamePattern(string pattern) => pieces = pattern.Split('*');

    /// <summary>True when the whole name matches.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        if (pieces.Length == 1)
        {
            return name.Equals(pieces[0], StringComparison.OrdinalIgnoreCase);
        }

        if (!name.StartsWith(pieces[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = name[pieces[0].Length..];
        foreach (var piece in pieces.AsSpan(1, pieces.Length - 2))
        {
            var at = rest.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return rest.EndsWith(pieces[^1], StringComparison.OrdinalIgnoreCase);
    }
}
