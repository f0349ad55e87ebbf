using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>How the parser goes on after an error, and what it says to common mistakes.</content>
internal sealed partial class Parser
{
    private const string AnyMend = "look here and just before: a name, a value or an operator is missing, or one too many";

    // After a statement with an error: everything up to the next line or statement is part of it.
    private void Skip()
    {
        int mark = Mark();
        int first = _index;
        bool skipped = false;
        while (!IsBoundary())
        {
            skipped = true;
            bool opens = _current.Kind is TokenKind.OpenBrace or TokenKind.OpenParenthesis
                || (_current.Kind == TokenKind.Function && Peek().Kind == TokenKind.OpenParenthesis);
            if (opens)
            {
                Expression();
            }
            else
            {
                Advance();
            }
        }

        if (skipped)
        {
            Close(NodeKind.Error, mark, first);
        }
    }

    private bool IsBoundary()
    {
        switch (_current.Kind)
        {
            case TokenKind.EndOfFile or TokenKind.Semicolon or TokenKind.DoubleColon:
            case TokenKind.Local or TokenKind.If or TokenKind.For or TokenKind.While or TokenKind.Repeat or TokenKind.Do:
            case TokenKind.Return or TokenKind.Break or TokenKind.Goto:
            case TokenKind.End or TokenKind.Else or TokenKind.Elseif or TokenKind.Until:
                return true;
            case TokenKind.Function:
                return Peek().Kind == TokenKind.Name;
            case TokenKind.Name or TokenKind.OpenParenthesis:
                return _current.Line > _previous.EndLine;
            default:
                return false;
        }
    }

    private bool IsAdjacent(TokenKind kind) => Peek().Kind == kind && Peek().Start == _current.End;

    private bool IsUnknown(char symbol) => _current.Kind == TokenKind.Unknown && _source.Span[_current.Start] == symbol;

    // Operators of other languages, read as what they mean there.
    private TokenKind? ForeignOperator()
    {
        (TokenKind Kind, string Mend)? foreign = null;
        if (IsUnknown('!') && IsAdjacent(TokenKind.Assign))
        {
            foreign = (TokenKind.NotEqual, "'not equal' is written ~=");
        }
        else if (_current.Kind == TokenKind.Ampersand && IsAdjacent(TokenKind.Ampersand))
        {
            foreign = (TokenKind.And, "write 'and'");
        }
        else if (_current.Kind == TokenKind.Pipe && IsAdjacent(TokenKind.Pipe))
        {
            foreign = (TokenKind.Or, "write 'or'");
        }

        if (foreign is not { } found)
        {
            return null;
        }

        // Lua reads "a & &b": its error is at the second sign.
        Token wrong = found.Kind == TokenKind.NotEqual ? _current : Peek();
        _errors.AddNear(wrong, "unexpected symbol", found.Mend);
        Advance();
        return found.Kind;
    }

    // "x += 1", read as an assignment.
    private bool IsCompoundAssignment()
    {
        bool isOperator = _current.Kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Star or TokenKind.Slash or TokenKind.Percent or TokenKind.Concat;
        return isOperator && IsAdjacent(TokenKind.Assign);
    }

    private string UnexpectedMend() => _current.Kind switch
    {
        TokenKind.Unknown when IsUnknown('!') => "'not' is the word for it",
        TokenKind.Unknown => "remove it; Lua has no such symbol",
        TokenKind.EndOfFile => "the file ends too early: something is missing",
        TokenKind.Assign => "one '=' assigns and '==' compares",
        TokenKind.Comma => "remove the comma, or write what is to stand between the commas",
        >= TokenKind.And and <= TokenKind.While => $"'{TokenSpelling.Of(_current.Kind)}' is a word of Lua and no value; what comes before it is not finished",
        _ => AnyMend,
    };

    // "then" or "do". One word that stands in its place is taken for it.
    private void ExpectKeyword(TokenKind kind, string after)
    {
        if (TryTake(kind))
        {
            return;
        }

        string mend = _current.Kind == TokenKind.Assign ? "'==' compares; one '=' assigns" : $"write '{TokenSpelling.Of(kind)}' after {after}";
        _errors.AddNear(_current, $"'{TokenSpelling.Of(kind)}' expected", mend);
        if (_current.Kind == TokenKind.Assign)
        {
            Advance();
            int mark = Mark();
            int first = _index;
            Expression();
            Close(NodeKind.Error, mark, first);
            _ = TryTake(kind);
        }
        else if (_current.Kind is TokenKind.Name or TokenKind.Do or TokenKind.Then && _current.Line == _previous.EndLine && IsReplaced(kind))
        {
            Advance();
            _ = TryTake(kind);
        }
    }

    // Whether the current word stands for the missing one: the other of "then" and "do", or a word before the right one or at the line's end.
    private bool IsReplaced(TokenKind kind) =>
        _current.Kind is TokenKind.Do or TokenKind.Then || Peek().Kind == kind || Peek().Line > _current.Line || Peek().Kind is TokenKind.Name or TokenKind.Return;
}
