using System.Text;
using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Errors;

/// <summary>Collects what is wrong with one source, up to a bound.</summary>
internal sealed class ErrorList(ReadOnlyMemory<byte> source)
{
    /// <summary>Most errors of one source; a text with more is no Lua at all.</summary>
    public const int Most = 100;

    private const int LongestNear = 40;
    private readonly ColumnCounter _columns = new(source);
    private readonly List<SyntaxError> _errors = [];
    private int _lastOffset = -1;

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<SyntaxError> Errors => _errors;

    /// <summary>How often an error was added, those that were dropped included.</summary>
    public int Attempts { get; private set; }

    /// <summary>True when nothing more is taken: there are too many, or one ended the parse.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds an error at a token, in Lua's form: <c>message near 'token'</c>.</summary>
    /// <remarks>A second error at the place of the last one says nothing new and is dropped.</remarks>
    public void AddNear(Token token, string message, string? mend = null) => Add(token.Start, token.Line, $"{message} near {Describe(token)}", mend);

    /// <summary>Adds an error at a place.</summary>
    public void Add(int offset, int line, string message, string? mend = null)
    {
        Attempts++;
        if (IsFull || offset == _lastOffset)
        {
            return;
        }

        _lastOffset = offset;
        _errors.Add(new SyntaxError(offset, line, _columns.ColumnOf(offset), message, mend));
        IsFull = _errors.Count >= Most;
    }

    /// <summary>Adds an error after which nothing of the rest can be told.</summary>
    public void AddFatal(Token token, string message, string? mend)
    {
        AddNear(token, message, mend);
        IsFull = true;
    }

    private string Describe(Token token)
    {
        if (token.Kind == TokenKind.EndOfFile)
        {
            return "<eof>";
        }

        ReadOnlySpan<byte> text = token.Text(source.Span);
        bool isCut = text.Length > LongestNear;
        var shown = new StringBuilder(LongestNear + 8);
        foreach (char character in Encoding.UTF8.GetString(isCut ? text[..LongestNear] : text))
        {
            shown.Append(char.IsControl(character) ? ' ' : character);
        }

        return $"'{shown}{(isCut ? "…" : "")}'";
    }
}
