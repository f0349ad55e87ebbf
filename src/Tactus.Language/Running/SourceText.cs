namespace Tactus.Language.Running;

/// <summary>What stands before the first line of Lua in a file.</summary>
internal static class SourceText
{
    /// <summary>
    /// The text without a byte order mark and without a first line that begins with <c>#</c>; line numbers stay as they are.
    /// </summary>
    /// <remarks>Lua's own loader of files skips both; its loader of text, which is the one in use, does not.</remarks>
    public static ReadOnlySpan<byte> WithoutPreamble(ReadOnlySpan<byte> source)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (source.StartsWith(mark))
        {
            source = source[mark.Length..];
        }

        if (source.Length == 0 || source[0] != '#')
        {
            return source;
        }

        int newline = source.IndexOf((byte)'\n');
        return newline < 0 ? [] : source[newline..];
    }
}
