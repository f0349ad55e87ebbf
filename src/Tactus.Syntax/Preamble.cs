namespace Tactus.Syntax;

/// <summary>What may stand before the first line of Lua: a byte order mark and a first line that begins with <c>#</c>.</summary>
/// <remarks>Lua's own loader of files skips both; its loader of text does not, so whoever hands it text leaves them out.</remarks>
public static class Preamble
{
    /// <summary>Bytes of the byte order mark at the start of a text: 3 or 0.</summary>
    public static int MarkLength(ReadOnlySpan<byte> source) => source is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    /// <summary>Bytes of the whole preamble. The line feed that ends a first line with <c>#</c> is no part of it, so that lines keep their numbers.</summary>
    public static int Length(ReadOnlySpan<byte> source)
    {
        int mark = MarkLength(source);
        if (source.Length == mark || source[mark] != '#')
        {
            return mark;
        }

        int newline = source[mark..].IndexOf((byte)'\n');
        return newline < 0 ? source.Length : mark + newline;
    }
}
