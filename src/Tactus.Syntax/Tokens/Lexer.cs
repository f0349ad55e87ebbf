using System.Buffers;
using Tactus.Syntax.Errors;

namespace Tactus.Syntax.Tokens;

/// <summary>Splits Lua 5.4 source into tokens. Takes any bytes, in time linear in their number.</summary>
internal sealed class Lexer
{
    private static readonly SearchValues<byte> s_stopsSingle = SearchValues.Create("'\\\n\r"u8);
    private static readonly SearchValues<byte> s_stopsDouble = SearchValues.Create("\"\\\n\r"u8);

    private readonly ReadOnlyMemory<byte> _source;
    private readonly ErrorList _errors;
    private int _at;
    private int _line = 1;

    public Lexer(ReadOnlyMemory<byte> source, ErrorList errors)
    {
        _source = source;
        _errors = errors;
        _at = Preamble.Length(source.Span);
    }

    /// <summary>Reads the next token; <see cref="TokenKind.EndOfFile"/> at the end, again and again.</summary>
    public Token Next()
    {
        ReadOnlySpan<byte> source = _source.Span;
        SkipTrivia(source);
        int start = _at;
        int line = _line;
        TokenKind kind = start < source.Length ? Scan(source) : TokenKind.EndOfFile;
        return new Token(kind, start, _at, line, _line);
    }

    private TokenKind Scan(ReadOnlySpan<byte> source)
    {
        byte first = source[_at];
        if (ByteClass.IsNameStart(first))
        {
            int start = _at;
            do
            {
                _at++;
            }
            while (_at < source.Length && ByteClass.IsNamePart(source[_at]));

            return TokenSpelling.KindOfWord(source[start.._at]);
        }

        if (ByteClass.IsDigit(first) || (first == '.' && ByteClass.IsDigit(Peek(source, 1))))
        {
            return ScanNumber(source);
        }

        if (first is (byte)'"' or (byte)'\'')
        {
            return ScanQuoted(source);
        }

        return first == '[' && Peek(source, 1) is (byte)'[' or (byte)'=' ? ScanBracket(source) : ScanSymbol(source, first);
    }

    private byte Peek(ReadOnlySpan<byte> source, int offset) => _at + offset < source.Length ? source[_at + offset] : (byte)0;

    private TokenKind ScanSymbol(ReadOnlySpan<byte> source, byte first)
    {
        byte second = Peek(source, 1);
        if (first == '.' && second == '.')
        {
            return Peek(source, 2) == '.' ? Take(3, TokenKind.Ellipsis) : Take(2, TokenKind.Concat);
        }

        return (first, second) switch
        {
            ((byte)'=', (byte)'=') => Take(2, TokenKind.Equal),
            ((byte)'~', (byte)'=') => Take(2, TokenKind.NotEqual),
            ((byte)'<', (byte)'=') => Take(2, TokenKind.LessOrEqual),
            ((byte)'>', (byte)'=') => Take(2, TokenKind.GreaterOrEqual),
            ((byte)'<', (byte)'<') => Take(2, TokenKind.ShiftLeft),
            ((byte)'>', (byte)'>') => Take(2, TokenKind.ShiftRight),
            ((byte)'/', (byte)'/') => Take(2, TokenKind.DoubleSlash),
            ((byte)':', (byte)':') => Take(2, TokenKind.DoubleColon),
            _ => Take(1, SingleSymbol(first)),
        };
    }

    private static TokenKind SingleSymbol(byte symbol) => symbol switch
    {
        (byte)'+' => TokenKind.Plus,
        (byte)'-' => TokenKind.Minus,
        (byte)'*' => TokenKind.Star,
        (byte)'/' => TokenKind.Slash,
        (byte)'%' => TokenKind.Percent,
        (byte)'^' => TokenKind.Caret,
        (byte)'#' => TokenKind.Hash,
        (byte)'&' => TokenKind.Ampersand,
        (byte)'~' => TokenKind.Tilde,
        (byte)'|' => TokenKind.Pipe,
        (byte)'<' => TokenKind.Less,
        (byte)'>' => TokenKind.Greater,
        (byte)'=' => TokenKind.Assign,
        (byte)'(' => TokenKind.OpenParenthesis,
        (byte)')' => TokenKind.CloseParenthesis,
        (byte)'{' => TokenKind.OpenBrace,
        (byte)'}' => TokenKind.CloseBrace,
        (byte)'[' => TokenKind.OpenBracket,
        (byte)']' => TokenKind.CloseBracket,
        (byte)';' => TokenKind.Semicolon,
        (byte)':' => TokenKind.Colon,
        (byte)',' => TokenKind.Comma,
        (byte)'.' => TokenKind.Dot,
        _ => TokenKind.Unknown,
    };

    private TokenKind Take(int length, TokenKind kind)
    {
        _at += length;
        return kind;
    }

    private void SkipTrivia(ReadOnlySpan<byte> source)
    {
        while (_at < source.Length)
        {
            byte current = source[_at];
            if (ByteClass.IsNewline(current))
            {
                SkipNewline(source);
            }
            else if (ByteClass.IsBlank(current))
            {
                _at++;
            }
            else if (current == '-' && Peek(source, 1) == '-')
            {
                SkipComment(source);
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment(ReadOnlySpan<byte> source)
    {
        int start = _at;
        int line = _line;
        _at += 2;
        if (Peek(source, 0) == '[' && LongBracket.LevelAt(source, _at) is int level and >= 0)
        {
            if (!SkipLongBracket(source, level))
            {
                _errors.Add(start, line, "unfinished long comment near <eof>", $"close it with ]{new string('=', Math.Min(level, 40))}]");
            }
        }
        else
        {
            int length = source[_at..].IndexOfAny((byte)'\n', (byte)'\r');
            _at = length < 0 ? source.Length : _at + length;
        }
    }

    // "\r\n" and "\n\r" are one line end, as in Lua.
    private void SkipNewline(ReadOnlySpan<byte> source)
    {
        byte first = source[_at++];
        if (_at < source.Length && ByteClass.IsNewline(source[_at]) && source[_at] != first)
        {
            _at++;
        }

        _line++;
    }

    private TokenKind ScanNumber(ReadOnlySpan<byte> source)
    {
        int start = _at;
        _at = NumberLiteral.End(source, start);
        if (!NumberLiteral.IsWellFormed(source[start.._at]))
        {
            _errors.AddNear(new Token(TokenKind.Number, start, _at, _line, _line), "malformed number", "write digits, one point and one exponent at most: 12, 0.5, 1e9, 0xFF");
        }

        return TokenKind.Number;
    }

    private TokenKind ScanBracket(ReadOnlySpan<byte> source)
    {
        int start = _at;
        int line = _line;
        int level = LongBracket.LevelAt(source, start);
        if (level < 0)
        {
            // "[=" without a second bracket is an error, and never an index.
            if (Peek(source, 1) == '=')
            {
                _at += 1 + LongBracket.CountSigns(source, start + 1);
                _errors.Add(start, line, "invalid long string delimiter", "write [[ or [=[, or a space after the bracket of an index");
                return TokenKind.String;
            }

            return Take(1, TokenKind.OpenBracket);
        }

        if (!SkipLongBracket(source, level))
        {
            _errors.Add(start, line, "unfinished long string near <eof>", $"close it with ]{new string('=', Math.Min(level, 40))}]");
        }

        return TokenKind.String;
    }

    private bool SkipLongBracket(ReadOnlySpan<byte> source, int level)
    {
        _at += level + 2;
        while (true)
        {
            int length = source[_at..].IndexOfAny((byte)']', (byte)'\n', (byte)'\r');
            if (length < 0)
            {
                _at = source.Length;
                return false;
            }

            _at += length;
            if (source[_at] != ']')
            {
                SkipNewline(source);
                continue;
            }

            int signs = LongBracket.CountSigns(source, _at + 1);
            _at += 1 + signs;
            if (signs == level && Peek(source, 0) == ']')
            {
                _at++;
                return true;
            }
        }
    }

    private TokenKind ScanQuoted(ReadOnlySpan<byte> source)
    {
        int start = _at;
        int line = _line;
        byte quote = source[_at++];
        while (true)
        {
            int length = source[_at..].IndexOfAny(quote == '"' ? s_stopsDouble : s_stopsSingle);
            _at = length < 0 ? source.Length : _at + length;
            if (length < 0 || ByteClass.IsNewline(source[_at]))
            {
                _errors.Add(start, line, "unfinished string", $"close it with {(char)quote} on the same line; text of several lines stands in [[…]]");
                return TokenKind.String;
            }

            if (source[_at] == quote)
            {
                _at++;
                return TokenKind.String;
            }

            ScanEscape(source);
        }
    }

    private void ScanEscape(ReadOnlySpan<byte> source)
    {
        int start = _at;
        if (EscapeSequence.Read(source, start, out int length, out _) is { } problem)
        {
            _errors.Add(start, _line, problem, "escapes are \\n \\t \\r \\a \\b \\f \\v \\\\ \\\" \\' \\z \\xFF \\255 \\u{20AC}; write \\\\ for a backslash");
        }

        int end = start + length;
        _at = start + 1;
        while (_at < end)
        {
            if (ByteClass.IsNewline(source[_at]))
            {
                SkipNewline(source);
            }
            else
            {
                _at++;
            }
        }
    }
}
