using System.Buffers;
using System.Text;

namespace Tactus.Cli.Output;

/// <summary>Text from a procedure or a tool, made harmless for a terminal.</summary>
/// <remarks>
/// Terminal escapes can repaint what was printed before, and bidirectional controls can show a line in another order than it is read.
/// Both are replaced, so that what a person sees is what was sent. Line feeds and tabs stay.
/// </remarks>
internal static class SafeText
{
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(MakeSuspicious());

    /// <summary>Decodes UTF-8 (invalid bytes become U+FFFD) and replaces control and bidirectional characters.</summary>
    public static string FromUtf8(ReadOnlySpan<byte> bytes) => Clean(Encoding.UTF8.GetString(bytes));

    /// <summary>Replaces control characters (but line feed and tab) and bidirectional controls with a visible form.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspicious) < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            if (!Suspicious.Contains(character))
            {
                clean.Append(character);
            }
            else if (character < ' ')
            {
                // U+2400 onwards are the pictures of the control characters.
                clean.Append((char)(0x2400 + character));
            }
            else
            {
                clean.Append("\\u").Append(((int)character).ToString("x4"));
            }
        }

        return clean.ToString();
    }

    /// <summary><see cref="Clean"/>, on one line and cut to a number of characters.</summary>
    public static string OneLine(string text, int maximum)
    {
        string line = Clean(text).ReplaceLineEndings(" ");
        return line.Length <= maximum ? line : string.Concat(line.AsSpan(0, maximum - 1), "…");
    }

    /// <summary>As <see cref="Clean"/>, every further line moved in: what a procedure says cannot look like a line of ours.</summary>
    public static string Indented(string text) => Clean(text).ReplaceLineEndings("\n  ");

    private static string MakeSuspicious()
    {
        var characters = new StringBuilder();
        for (char control = '\0'; control < ' '; control++)
        {
            if (control is not ('\n' or '\t'))
            {
                characters.Append(control);
            }
        }

        for (char control = '\u007f'; control <= '\u009f'; control++)
        {
            characters.Append(control);
        }

        // Marks, embeddings, overrides, isolates, line and paragraph separators.
        characters.Append("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029");
        return characters.ToString();
    }
}
