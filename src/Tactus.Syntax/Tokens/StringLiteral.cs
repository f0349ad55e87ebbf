using System.Text;

namespace Tactus.Syntax.Tokens;

/// <summary>What a string in the source stands for.</summary>
public static class StringLiteral
{
    /// <summary>The text, decoded as UTF-8; bytes that are none become U+FFFD.</summary>
    /// <param name="text">The bytes of a <see cref="TokenKind.String"/>, with its quotes or brackets.</param>
    public static string Value(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return "";
        }

        return text[0] == '[' ? LongText(text) : QuotedText(text);
    }

    private static string LongText(ReadOnlySpan<byte> text)
    {
        int bracket = LongBracket.CountSigns(text, 1) + 2;
        if (text.Length < 2 * bracket)
        {
            return "";
        }

        ReadOnlySpan<byte> inner = text[bracket..^bracket];
        int first = inner is [(byte)'\r', (byte)'\n', ..] or [(byte)'\n', (byte)'\r', ..] ? 2 : inner is [(byte)'\r' or (byte)'\n', ..] ? 1 : 0;
        return Encoding.UTF8.GetString(inner[first..]).ReplaceLineEndings("\n");
    }

    private static string QuotedText(ReadOnlySpan<byte> text)
    {
        int end = text[^1] == text[0] ? text.Length - 1 : text.Length;
        var bytes = new List<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (int at = 1; at < end;)
        {
            if (text[at] != '\\')
            {
                bytes.Add(text[at++]);
                continue;
            }

            _ = EscapeSequence.Read(text, at, out int length, out long value);
            bool isCodePoint = at + 1 < end && text[at + 1] == 'u';
            at += length;
            if (isCodePoint && Rune.TryCreate((int)value, out Rune rune))
            {
                bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            }
            else if (value >= 0)
            {
                bytes.Add((byte)value);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
