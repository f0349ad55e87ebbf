using System.Globalization;
using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Testing.Literals;

/// <summary>Reads values as Python and JSON write them: <c>{'reason': 'x', "n": 3, 'ok': True, 'none': None}</c>.</summary>
internal ref struct Literal
{
    // The value model's own limit is 64; a value stands inside other ones on its way to the guest.
    private const int Deepest = 32;

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private Literal(ReadOnlySpan<char> text) => _text = text;

    /// <summary>True for a text that is one quoted string from its first character to its last.</summary>
    public static bool IsQuoted(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] is not ('"' or '\'') || text[^1] != text[0])
        {
            return false;
        }

        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == text[0])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text between the quotes, with its escapes resolved.</summary>
    public static string Unquote(ReadOnlySpan<char> text)
    {
        var reader = new Literal(text);
        return reader.ReadText();
    }

    /// <summary>Reads one literal: null, a boolean, a number, a string, a list, a tuple or a dict with text keys.</summary>
    /// <exception cref="LiteralException">It is none, or something follows it.</exception>
    public static Value Parse(ReadOnlySpan<char> text)
    {
        var reader = new Literal(text);
        Value value = reader.ReadValue(1);
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Wrong("something follows it");
    }

    private readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    private Value ReadValue(int depth)
    {
        if (depth > Deepest)
        {
            throw Wrong("it is nested too deeply");
        }

        SkipSpace();
        return Next switch
        {
            '{' => ReadMap(depth),
            '[' => ReadList(']', depth),
            '(' => ReadList(')', depth),
            '"' or '\'' => Value.Of(ReadText()),
            '\0' => throw Wrong("it ends too early"),
            _ => ReadWord(),
        };
    }

    private MapValue ReadMap(int depth)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        _at++;
        for (SkipSpace(); !Take('}'); SkipSpace())
        {
            if (Next is not ('"' or '\''))
            {
                throw Wrong("a key must stand in quotes");
            }

            string key = ReadText();
            SkipSpace();
            if (!Take(':'))
            {
                throw Wrong($"a colon must follow the key '{key}'");
            }

            if (!entries.TryAdd(key, ReadValue(depth + 1)))
            {
                throw Wrong($"the key '{key}' stands twice");
            }

            Separate('}');
        }

        return Value.MapOf([.. entries.Select(entry => (entry.Key, entry.Value))]);
    }

    private ListValue ReadList(char end, int depth)
    {
        var items = new List<Value>();
        _at++;
        for (SkipSpace(); !Take(end); SkipSpace())
        {
            items.Add(ReadValue(depth + 1));
            Separate(end);
        }

        return Value.ListOf(items);
    }

    private void Separate(char end)
    {
        SkipSpace();
        if (!Take(',') && Next != end)
        {
            throw Wrong($"a comma or {end} is missing");
        }
    }

    private string ReadText()
    {
        char quote = Next;
        var text = new StringBuilder();
        for (_at++; Next != quote; _at++)
        {
            if (_at >= _text.Length)
            {
                throw Wrong("a quote is not closed");
            }

            if (Next == '\\')
            {
                _at++;
                ReadEscape(text);
            }
            else
            {
                text.Append(Next);
            }
        }

        _at++;
        return text.ToString();
    }

    private void ReadEscape(StringBuilder text)
    {
        switch (Next)
        {
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(_text.Slice(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                text.Append((char)unit);
                _at += 4;
                break;
            case '\\' or '"' or '\'' or '/':
                text.Append(Next);
                break;
            default:
                // Python keeps the backslash of an escape that it does not know; patterns rely on that.
                text.Append('\\').Append(Next);
                break;
        }
    }

    private Value ReadWord()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or ']' or '}' or ')' or ':') && !char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        ReadOnlySpan<char> word = _text[start.._at];
        switch (word)
        {
            case "true" or "True":
                return Value.True;
            case "false" or "False":
                return Value.False;
            case "None" or "null" or "nil":
                return Value.Null;
        }

        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return Value.Of(integer);
        }

        return word.Length > 0 && word[^1] is >= '0' and <= '9' or '.' && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? Value.Of(number)
            : throw Wrong($"'{word}' is no value");
    }

    private bool Take(char wanted)
    {
        if (Next != wanted || _at >= _text.Length)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private readonly LiteralException Wrong(string message) => new($"{message} (character {_at + 1})");
}
