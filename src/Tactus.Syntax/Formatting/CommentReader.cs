using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Formatting;

/// <summary>Reads what lies between two tokens.</summary>
internal static class CommentReader
{
    /// <summary>The comments, and how many line ends stand after the last of them.</summary>
    /// <param name="source">The source.</param>
    /// <param name="start">Where the token before ends.</param>
    /// <param name="end">Where the next one begins.</param>
    /// <param name="comments">Is filled; what it held is dropped.</param>
    public static int Read(ReadOnlySpan<byte> source, int start, int end, List<Comment> comments)
    {
        comments.Clear();
        int lines = 0;
        int at = start;
        while (at < end)
        {
            byte current = source[at];
            if (ByteClass.IsNewline(current))
            {
                at += at + 1 < end && ByteClass.IsNewline(source[at + 1]) && source[at + 1] != current ? 2 : 1;
                lines++;
            }
            else if (current != '-')
            {
                at++;
            }
            else
            {
                Comment comment = ReadOne(source[..end], at, lines);
                comments.Add(comment);
                at = comment.End;
                lines = 0;
            }
        }

        return lines;
    }

    private static Comment ReadOne(ReadOnlySpan<byte> source, int start, int lines)
    {
        int level = start + 2 < source.Length && source[start + 2] == '[' ? LongBracket.LevelAt(source, start + 2) : -1;
        if (level >= 0)
        {
            return new Comment(start, LongEnd(source, start + 4 + level, level), lines, EndsLine: false);
        }

        int length = source[start..].IndexOfAny((byte)'\n', (byte)'\r');
        int end = length < 0 ? source.Length : start + length;
        while (ByteClass.IsBlank(source[end - 1]))
        {
            end--;
        }

        return new Comment(start, end, lines, EndsLine: true);
    }

    private static int LongEnd(ReadOnlySpan<byte> source, int at, int level)
    {
        while (true)
        {
            at += source[at..].IndexOf((byte)']');
            int signs = LongBracket.CountSigns(source, at + 1);
            at += 1 + signs;
            if (signs == level && source[at] == ']')
            {
                return at + 1;
            }
        }
    }
}
