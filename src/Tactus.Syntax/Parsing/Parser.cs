using Tactus.Syntax.Declarations;
using Tactus.Syntax.Errors;
using Tactus.Syntax.Scopes;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <summary>Reads Lua 5.4 as Lua's own parser does, and goes on after errors. Linear in the source; as deep as Lua's limit and no deeper.</summary>
/// <remarks>
/// Each function that reads something finishes exactly one node of the tree, if there is a tree. An error never consumes what another part of the
/// parser could still make sense of; after a statement with an error everything up to the next line or statement is skipped.
/// </remarks>
internal sealed partial class Parser
{
    /// <summary>
    /// How deep statements and expressions may be nested. Lua counts up to 200 with the C calls around its parser, of which the machine that runs
    /// procedures has this many less.
    /// </summary>
    public const int MostLevels = 198;

    private readonly ReadOnlyMemory<byte> _source;
    private readonly Lexer _lexer;
    private readonly ErrorList _errors;
    private readonly ColumnCounter _columns;
    private readonly ScopeTracker _scopes;
    private readonly TreeBuilder? _tree;
    private readonly List<Declaration> _declarations = [];
    private Token _current;
    private Token _next;
    private Token _previous;
    private bool _hasNext;
    private int _index;
    private int _level;

    /// <summary>Prepares to parse.</summary>
    /// <param name="source">Any bytes.</param>
    /// <param name="tree">Takes tokens and nodes; null for errors and declarations alone.</param>
    public Parser(ReadOnlyMemory<byte> source, TreeBuilder? tree)
    {
        _source = source;
        _tree = tree;
        _errors = new ErrorList(source);
        _columns = new ColumnCounter(source);
        _lexer = new Lexer(source, _errors);
        _scopes = new ScopeTracker(source, _errors);
    }

    /// <summary>The declarations that were found.</summary>
    public IReadOnlyList<Declaration> Declarations => _declarations;

    /// <summary>The errors by place.</summary>
    public IReadOnlyList<SyntaxError> SortedErrors() => [.. _errors.Errors.OrderBy(error => error.Offset)];

    /// <summary>Parses the whole source.</summary>
    public void Parse()
    {
        _current = Read();
        int mark = Mark();
        int first = _index;
        int block = Mark();
        _scopes.OpenFunction(line: 0);
        _scopes.IsVararg = true;
        Statements();
        while (_current.Kind != TokenKind.EndOfFile)
        {
            // A word that ends a block which nobody opened.
            _errors.AddNear(_current, "'<eof>' expected", $"remove this '{TokenSpelling.Of(_current.Kind)}', or open the block that it ends");
            Advance();
            Skip();
            Statements();
        }

        _scopes.CloseFunction();
        Close(NodeKind.Block, block, first);
        Close(NodeKind.Chunk, mark, first);
    }

    private static bool IsBlockEnd(TokenKind kind) => kind is TokenKind.End or TokenKind.Else or TokenKind.Elseif or TokenKind.Until;

    private Token Read()
    {
        Token token = _errors.IsFull ? new Token(TokenKind.EndOfFile, _source.Length, _source.Length, _previous.EndLine, _previous.EndLine) : _lexer.Next();
        _tree?.Tokens.Add(token);
        return token;
    }

    private void Advance()
    {
        if (_current.Kind == TokenKind.EndOfFile)
        {
            return;
        }

        _previous = _current;
        _current = _hasNext ? _next : Read();
        _hasNext = false;
        _index++;
        if (_errors.IsFull)
        {
            _current = new Token(TokenKind.EndOfFile, _source.Length, _source.Length, _previous.EndLine, _previous.EndLine);
        }
    }

    private Token Peek()
    {
        if (!_hasNext && _current.Kind != TokenKind.EndOfFile)
        {
            _next = Read();
            _hasNext = true;
        }

        return _hasNext ? _next : _current;
    }

    private bool TryTake(TokenKind kind)
    {
        if (_current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private int Mark() => _tree?.Mark() ?? 0;

    private int MarkBeforeLast() => _tree?.MarkBeforeLast() ?? 0;

    private void Close(NodeKind kind, int mark, int firstToken, int value = 0) => _tree?.Close(kind, mark, firstToken, Math.Max(_index, firstToken), value);

    private bool EnterLevel()
    {
        if (++_level <= MostLevels)
        {
            return true;
        }

        _errors.AddFatal(_current, "nested too deeply: Lua's limit is 200 levels", "put parts into functions or variables of their own");
        _current = new Token(TokenKind.EndOfFile, _source.Length, _source.Length, _current.Line, _current.Line);
        _hasNext = false;
        return false;
    }

    private void LeaveLevel() => _level--;

    private void Expect(TokenKind kind, string mend)
    {
        if (!TryTake(kind))
        {
            _errors.AddNear(_current, $"'{TokenSpelling.Of(kind)}' expected", mend);
        }
    }

    private Token ExpectName(string what)
    {
        Token name = _current;
        if (!TryTake(TokenKind.Name))
        {
            string mend = TokenSpelling.IsKeyword(name.Kind) ? $"'{TokenSpelling.Of(name.Kind)}' is a word of Lua; use another name" : $"write {what}";
            _errors.AddNear(name, "<name> expected", mend);
            return new Token(TokenKind.Name, name.Start, name.Start, name.Line, name.Line);
        }

        return name;
    }

    // The end of something that was opened.
    private void ExpectClosing(TokenKind kind, Token opening)
    {
        if (TryTake(kind))
        {
            return;
        }

        string wanted = TokenSpelling.Of(kind);
        string opened = TokenSpelling.Of(opening.Kind);
        string message = opening.Line == _current.Line ? $"'{wanted}' expected" : $"'{wanted}' expected (to close '{opened}' at line {opening.Line})";
        _errors.AddNear(_current, message, ClosingMend(kind, wanted, opened, opening));
    }

    private string ClosingMend(TokenKind kind, string wanted, string opened, Token opening)
    {
        if (kind == TokenKind.CloseBrace && _current.Kind != TokenKind.EndOfFile)
        {
            return "put a comma between the entries of a table, or close it with '}'";
        }

        if (kind == TokenKind.CloseParenthesis && _current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Number)
        {
            return "put a comma between the values, or close them with ')'";
        }

        return kind == TokenKind.End && _splitElseif is { } line
            ? $"'else if' at line {line} opens a block of its own: write 'elseif', or one more 'end'"
            : $"write '{wanted}' where the '{opened}' of line {opening.Line} is to end";
    }
}
