namespace Tactus.Syntax.Tokens;

/// <summary>One token: what it is and where it stands. What lies between two tokens is white space and comments.</summary>
public readonly struct Token
{
    // Lines that a token spans fit into 24 bits: a source is at most 16 MiB long where it matters, and a longer one only loses the last lines.
    private const int MostLines = (1 << 24) - 1;
    private readonly uint _kindAndLines;

    /// <summary>Makes a token.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="start">Offset of its first byte.</param>
    /// <param name="end">Offset after its last byte.</param>
    /// <param name="line">The line it begins on, counted from 1.</param>
    /// <param name="endLine">The line it ends on.</param>
    public Token(TokenKind kind, int start, int end, int line, int endLine)
    {
        _kindAndLines = ((uint)Math.Min(endLine - line, MostLines) << 8) | (byte)kind;
        Start = start;
        End = end;
        Line = line;
    }

    /// <summary>What it is.</summary>
    public TokenKind Kind => (TokenKind)(byte)_kindAndLines;

    /// <summary>Offset of its first byte.</summary>
    public int Start { get; }

    /// <summary>Offset after its last byte.</summary>
    public int End { get; }

    /// <summary>Its bytes.</summary>
    public int Length => End - Start;

    /// <summary>The line it begins on, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The line it ends on: the one that Lua remembers for it.</summary>
    public int EndLine => Line + (int)(_kindAndLines >> 8);

    /// <summary>Its bytes in the source that it was read from.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> source) => source[Start..End];
}
