using System.Text;

namespace Tactus.Protocol.Grpc;

/// <summary>The encoding of <c>grpc-message</c>: UTF-8, in which all but printable ASCII, and the percent sign, stand as <c>%XX</c>.</summary>
internal static class GrpcMessageText
{
    /// <summary>Longest encoded text, in bytes. A header block that is too large would lose the status with the text.</summary>
    public const int MaxLength = 4096;

    private const string Ellipsis = "...";

    /// <summary>Encodes a text, cut at a whole character when it would be longer than <see cref="MaxLength"/>.</summary>
    public static string Encode(string text)
    {
        if (text.Length <= MaxLength && text.All(static one => one is >= ' ' and <= '~' and not '%'))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(utf8);
            bool plain = count == 1 && utf8[0] is >= 0x20 and <= 0x7e and not (byte)'%';
            if (encoded.Length + (plain ? 1 : 3 * count) > MaxLength - Ellipsis.Length)
            {
                return encoded.Append(Ellipsis).ToString();
            }

            foreach (byte one in utf8[..count])
            {
                _ = plain ? encoded.Append((char)one) : encoded.Append('%').Append(one.ToString("X2"));
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes a text. What is no valid escape stays as it is, as the protocol asks.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int written = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (IsEscape(bytes.AsSpan(i)))
            {
                bytes[written++] = Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0];
                i += 2;
            }
            else
            {
                bytes[written++] = bytes[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, written);
    }

    private static bool IsEscape(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 2 && bytes[0] == '%' && char.IsAsciiHexDigit((char)bytes[1]) && char.IsAsciiHexDigit((char)bytes[2]);
}
