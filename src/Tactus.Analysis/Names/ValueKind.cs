namespace Tactus.Analysis.Names;

/// <summary>One kind of value that a key takes, as the data files write it: <c>number(0..2)</c>.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Argument">What stands in its parentheses; empty for none.</param>
internal sealed record ValueKind(string Name, string Argument)
{
    private const char Between = ' ';
    private const char BetweenInner = '|';

    /// <summary>The kinds of a line of a data file.</summary>
    public static IReadOnlyList<ValueKind> ParseAll(string text) => [.. Split(text, Between).Select(Parse)];

    /// <summary>The kinds that <see cref="Argument"/> holds.</summary>
    public IReadOnlyList<ValueKind> Inner { get; } = Name is "list" or "full" or "map" ? [.. Split(Argument, BetweenInner).Select(Parse)] : [];

    private static ValueKind Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? new ValueKind(text, "") : new ValueKind(text[..open], text[(open + 1)..^1]);
    }

    private static IEnumerable<string> Split(string text, char separator)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == separator && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
