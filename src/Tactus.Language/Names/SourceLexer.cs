namespace Tactus.Language.Names;

/// <summary>Splits Lua source into tokens, skipping white space and comments.</summary>
/// <remarks>
/// Made for source that parses; in source that does not, the tokens mean nothing and the parser's own error is what a person sees.
/// </remarks>
internal ref struct SourceLexer(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _at;
    private int _line = 1;

    /// <summary>Reads the next token; <see cref="SourceTokenKind.End"/> at the end.</summary>
    public SourceToken Next()
    {
        SkipBlanks();
        int start = _at;
        if (start >= _source.Length)
        {
            return new SourceToken(SourceTokenKind.End, start, 0, _line);
        }

        byte first = _source[start];
        SourceTokenKind kind = SourceTokenKind.Symbol;
        if (IsNameByte(first) && !char.IsAsciiDigit((char)first))
        {
            kind = SourceTokenKind.Name;
            Advance(IsNameByte);
        }
        else if (char.IsAsciiDigit((char)first))
        {
            kind = SourceTokenKind.Number;
            Advance(static value => IsNameByte(value) || value == '.');
        }
        else if (first is (byte)'"' or (byte)'\'')
        {
            kind = SourceTokenKind.Text;
            SkipQuoted(first);
        }
        else if (LongBracketLevel(start) is int level and >= 0)
        {
            kind = SourceTokenKind.Text;
            SkipLongBracket(level);
        }
        else
        {
            _at++;
        }

        return new SourceToken(kind, start, _at - start, _line);
    }

    private static bool IsNameByte(byte value) => value == '_' || char.IsAsciiLetterOrDigit((char)value);

    private readonly byte Peek(int offset) => _at + offset < _source.Length ? _source[_at + offset] : (byte)0;

    private void Advance(Func<byte, bool> belongs)
    {
        while (_at < _source.Length && belongs(_source[_at]))
        {
            _at++;
        }
    }

    private void SkipBlanks()
    {
        // Lua skips a first line that begins with '#'.
        if (_at == 0 && Peek(0) == '#')
        {
            SkipLine();
        }

        while (_at < _source.Length)
        {
            byte current = _source[_at];
            if (current == '-' && Peek(1) == '-')
            {
                SkipComment();
            }
            else if (current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\v' or (byte)'\f')
            {
                _line += current == '\n' ? 1 : 0;
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        _at += 2;
        if (LongBracketLevel(_at) is int level and >= 0)
        {
            SkipLongBracket(level);
        }
        else
        {
            SkipLine();
        }
    }

    private void SkipLine()
    {
        int length = _source[_at..].IndexOf((byte)'\n');
        _at = length < 0 ? _source.Length : _at + length;
    }

    private void SkipQuoted(byte quote)
    {
        _at++;
        while (_at < _source.Length && _source[_at] != quote)
        {
            if (_source[_at] == '\\')
            {
                _at++;
                _line += Peek(0) == '\n' ? 1 : 0;
            }
            else if (_source[_at] == '\n')
            {
                return;
            }

            _at++;
        }

        _at = Math.Min(_at + 1, _source.Length);
    }

    private readonly int LongBracketLevel(int start)
    {
        if (start >= _source.Length || _source[start] != '[')
        {
            return -1;
        }

        int at = start + 1;
        while (at < _source.Length && _source[at] == '=')
        {
            at++;
        }

        return at < _source.Length && _source[at] == '[' ? at - start - 1 : -1;
    }

    private void SkipLongBracket(int level)
    {
        _at += level + 2;
        while (_at < _source.Length)
        {
            if (_source[_at] == ']' && ClosesAt(level))
            {
                _at += level + 2;
                return;
            }

            _line += _source[_at] == '\n' ? 1 : 0;
            _at++;
        }
    }

    private readonly bool ClosesAt(int level)
    {
        for (int offset = 1; offset <= level; offset++)
        {
            if (Peek(offset) != '=')
            {
                return false;
            }
        }

        return Peek(level + 1) == ']';
    }
}
