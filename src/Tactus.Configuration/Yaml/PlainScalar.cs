namespace Tactus.Configuration.Yaml;

/// <summary>Reads unquoted scalars the one way that every YAML reader agrees on; anything else is text.</summary>
internal static class PlainScalar
{
    public static YamlScalarKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarKind.Boolean,
        _ => KindOfNumber(text),
    };

    private static YamlScalarKind KindOfNumber(string text)
    {
        var rest = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var digits = CountDigits(rest);
        rest = rest[digits..];
        if (digits > 0 && rest.Length == 0)
        {
            return YamlScalarKind.Integer;
        }

        var fraction = 0;
        if (rest.Length > 0 && rest[0] == '.')
        {
            fraction = CountDigits(rest[1..]);
            rest = rest[(1 + fraction)..];
        }

        if (digits + fraction == 0)
        {
            return YamlScalarKind.Text;
        }

        if (rest.Length > 1 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            rest = rest[(rest[0] is '-' or '+' ? 1 : 0)..];
            var exponent = CountDigits(rest);
            return exponent > 0 && exponent == rest.Length ? YamlScalarKind.Float : YamlScalarKind.Text;
        }

        return rest.Length == 0 ? YamlScalarKind.Float : YamlScalarKind.Text;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }
}
