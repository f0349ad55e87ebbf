namespace Tactus.Syntax.Tokens;

/// <summary>The escapes of quoted strings.</summary>
internal static class EscapeSequence
{
    /// <summary>The most that \u{…} may say: Lua's UTF-8 goes to 31 bits.</summary>
    private const uint LargestCodePoint = 0x7FFFFFFF;

    /// <summary>Reads the escape that begins with the backslash at an offset.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">Offset of the backslash.</param>
    /// <param name="length">Bytes of the escape; of a wrong one those that were understood, at least the backslash.</param>
    /// <param name="value">The byte or the code point that it stands for; -1 for <c>\z</c>, which stands for nothing.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> source, int start, out int length, out long value)
    {
        length = 1;
        value = 0;
        if (start + 1 >= source.Length)
        {
            return null;
        }

        byte letter = source[start + 1];
        length = 2;
        switch (letter)
        {
            case (byte)'x':
                return ReadHex(source, start, ref length, ref value);
            case (byte)'u':
                return ReadCodePoint(source, start, ref length, ref value);
            case (byte)'z':
                value = -1;
                length += CountSpace(source[(start + 2)..]);
                return null;
            case (byte)'\r' or (byte)'\n':
                value = '\n';
                length += start + 2 < source.Length && ByteClass.IsNewline(source[start + 2]) && source[start + 2] != letter ? 1 : 0;
                return null;
            case >= (byte)'0' and <= (byte)'9':
                return ReadDecimal(source, start, ref length, ref value);
            default:
                value = Simple(letter);
                if (value >= 0)
                {
                    return null;
                }

                length = 1;
                return "invalid escape sequence";
        }
    }

    private static long Simple(byte letter) => letter switch
    {
        (byte)'a' => '\a',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'v' => '\v',
        (byte)'\\' or (byte)'"' or (byte)'\'' => letter,
        _ => -1,
    };

    private static string? ReadHex(ReadOnlySpan<byte> source, int start, ref int length, ref long value)
    {
        for (int digit = 0; digit < 2; digit++, length++)
        {
            if (!TryHexDigit(source, start + length, out uint read))
            {
                return "hexadecimal digit expected";
            }

            value = (value << 4) | read;
        }

        return null;
    }

    private static string? ReadDecimal(ReadOnlySpan<byte> source, int start, ref int length, ref long value)
    {
        length = 1;
        while (length <= 3 && start + length < source.Length && ByteClass.IsDigit(source[start + length]))
        {
            value = (value * 10) + (source[start + length] - '0');
            length++;
        }

        return value > byte.MaxValue ? "decimal escape too large" : null;
    }

    private static string? ReadCodePoint(ReadOnlySpan<byte> source, int start, ref int length, ref long value)
    {
        if (start + length >= source.Length || source[start + length] != '{')
        {
            return "missing '{' in \\u{xxxx}";
        }

        length++;
        if (!TryHexDigit(source, start + length, out _))
        {
            return "hexadecimal digit expected";
        }

        while (TryHexDigit(source, start + length, out uint digit))
        {
            value = (value << 4) | digit;
            length++;
            if (value > LargestCodePoint)
            {
                return "UTF-8 value too large";
            }
        }

        if (start + length >= source.Length || source[start + length] != '}')
        {
            return "missing '}' in \\u{xxxx}";
        }

        length++;
        return null;
    }

    private static bool TryHexDigit(ReadOnlySpan<byte> source, int at, out uint digit)
    {
        byte value = at < source.Length ? source[at] : (byte)0;
        digit = (uint)(value <= '9' ? value - '0' : (value | 0x20) - 'a' + 10);
        return ByteClass.IsHexDigit(value);
    }

    private static int CountSpace(ReadOnlySpan<byte> rest)
    {
        int count = 0;
        while (count < rest.Length && (ByteClass.IsBlank(rest[count]) || ByteClass.IsNewline(rest[count])))
        {
            count++;
        }

        return count;
    }
}
