namespace Tactus.Broker.Files;

/// <summary>Orders strings as their UTF-8 bytes stand, which UTF-16 order does not where surrogates meet U+E000 to U+FFFF.</summary>
internal static class Utf8Order
{
    /// <summary>Compares without encoding.</summary>
    public static int Compare(string left, string right)
    {
        int same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        char first = left[same];
        char second = right[same];
        if (char.IsSurrogate(first) == char.IsSurrogate(second))
        {
            return first.CompareTo(second);
        }

        // A surrogate stands for U+10000 and above. Among characters that are none, only those below it compare right already.
        return char.IsSurrogate(first) ? 1 : -1;
    }
}
