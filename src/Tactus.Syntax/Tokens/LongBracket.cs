namespace Tactus.Syntax.Tokens;

/// <summary>Long brackets: <c>[[</c>, <c>[=[</c> and so on.</summary>
internal static class LongBracket
{
    /// <summary>The number of equals signs of the long bracket that opens at an offset, or -1 when none opens there.</summary>
    public static int LevelAt(ReadOnlySpan<byte> source, int start)
    {
        int signs = CountSigns(source, start + 1);
        int second = start + 1 + signs;
        return second < source.Length && source[second] == '[' ? signs : -1;
    }

    /// <summary>How many equals signs stand from an offset on.</summary>
    public static int CountSigns(ReadOnlySpan<byte> source, int start)
    {
        int length = source[start..].IndexOfAnyExcept((byte)'=');
        return length < 0 ? source.Length - start : length;
    }
}
