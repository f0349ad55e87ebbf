namespace Tactus.Syntax.Tokens;

/// <summary>Lua's classes of bytes, which no locale changes.</summary>
internal static class ByteClass
{
    /// <summary>Whether a name may begin with it.</summary>
    public static bool IsNameStart(byte value) => value == '_' || char.IsAsciiLetter((char)value);

    /// <summary>Whether a name may hold it.</summary>
    public static bool IsNamePart(byte value) => value == '_' || char.IsAsciiLetterOrDigit((char)value);

    /// <summary>Whether it is a decimal digit.</summary>
    public static bool IsDigit(byte value) => char.IsAsciiDigit((char)value);

    /// <summary>Whether it is a hexadecimal digit.</summary>
    public static bool IsHexDigit(byte value) => char.IsAsciiHexDigit((char)value);

    /// <summary>Whether it ends a line, alone or as a pair with the other one.</summary>
    public static bool IsNewline(byte value) => value is (byte)'\n' or (byte)'\r';

    /// <summary>Whether it is white space that ends no line.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\v' or (byte)'\f';
}
