using System.Globalization;
using System.Text;

namespace Tactus.Syntax.Tokens;

/// <summary>Lua's spellings of numbers.</summary>
public static class NumberLiteral
{
    /// <summary>Where the number that begins at an offset ends: Lua takes too much rather than too little, and refuses the whole.</summary>
    internal static int End(ReadOnlySpan<byte> source, int start)
    {
        int at = start;
        bool isHex = source[at] == '0' && at + 1 < source.Length && (source[at + 1] | 0x20) == 'x';
        int exponent = isHex ? 'p' : 'e';
        at += isHex ? 2 : 1;
        while (at < source.Length)
        {
            byte current = source[at];
            if ((current | 0x20) == exponent)
            {
                at++;
                at += at < source.Length && source[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            }
            else if (ByteClass.IsHexDigit(current) || current == '.')
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at < source.Length && ByteClass.IsNameStart(source[at]) ? at + 1 : at;
    }

    /// <summary>Whether a text is a number of Lua.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<byte> text)
    {
        bool isHex = IsHex(text);
        ReadOnlySpan<byte> rest = isHex ? text[2..] : text;
        int whole = CountDigits(rest, isHex);
        rest = rest[whole..];
        int fraction = 0;
        if (rest is [(byte)'.', ..])
        {
            fraction = CountDigits(rest[1..], isHex);
            rest = rest[(1 + fraction)..];
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (rest.Length > 0 && (rest[0] | 0x20) == (isHex ? 'p' : 'e'))
        {
            rest = rest[1..];
            rest = rest is [(byte)'+' or (byte)'-', ..] ? rest[1..] : rest;
            int digits = CountDigits(rest, isHex: false);
            return digits > 0 && digits == rest.Length;
        }

        return rest.Length == 0;
    }

    /// <summary>The value of a number, as Lua has it to the precision of a double.</summary>
    /// <param name="text">The bytes of a <see cref="TokenKind.Number"/>.</param>
    /// <param name="isInteger">True when Lua makes an integer of it.</param>
    /// <returns>The value; NaN for a malformed number, and for a hexadecimal one with a point or an exponent, which nothing here needs.</returns>
    public static double Value(ReadOnlySpan<byte> text, out bool isInteger)
    {
        isInteger = false;
        if (!IsWellFormed(text))
        {
            return double.NaN;
        }

        if (IsHex(text))
        {
            ulong value = 0;
            foreach (byte digit in text[2..])
            {
                if (!ByteClass.IsHexDigit(digit))
                {
                    return double.NaN;
                }

                value = unchecked((value << 4) | (uint)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10));
            }

            isInteger = true;
            return unchecked((long)value);
        }

        string spelling = Encoding.ASCII.GetString(text);
        isInteger = long.TryParse(spelling, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return double.Parse(spelling, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static bool IsHex(ReadOnlySpan<byte> text) => text.Length > 1 && text[0] == '0' && (text[1] | 0x20) == 'x';

    private static int CountDigits(ReadOnlySpan<byte> text, bool isHex)
    {
        int count = 0;
        while (count < text.Length && (isHex ? ByteClass.IsHexDigit(text[count]) : ByteClass.IsDigit(text[count])))
        {
            count++;
        }

        return count;
    }
}
