using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>Statements, blocks, calls and assignments.</content>
internal sealed partial class Parser
{
    private bool BlockFollows() => _current.Kind == TokenKind.EndOfFile || IsBlockEnd(_current.Kind);

    private void Statements()
    {
        while (!BlockFollows())
        {
            bool isReturn = _current.Kind == TokenKind.Return;
            Statement();
            if (isReturn && !BlockFollows())
            {
                _errors.AddNear(_current, "the end of the block expected", "a return is the last statement of its block; put it into do … end, or remove what follows");
            }
        }
    }

    private void Statement()
    {
        int errors = _errors.Attempts;
        if (EnterLevel())
        {
            StatementProper();
        }

        LeaveLevel();
        if (_errors.Attempts != errors)
        {
            Skip();
        }
    }

    private void StatementProper()
    {
        switch (_current.Kind)
        {
            case TokenKind.Semicolon:
                Advance();
                break;
            case TokenKind.If:
                If();
                break;
            case TokenKind.While:
                While();
                break;
            case TokenKind.Do:
                DoBlock();
                break;
            case TokenKind.For:
                For();
                break;
            case TokenKind.Repeat:
                Repeat();
                break;
            case TokenKind.Function:
                FunctionStatement();
                break;
            case TokenKind.Local:
                Local();
                break;
            case TokenKind.DoubleColon:
                Label();
                break;
            case TokenKind.Return:
                Return();
                break;
            case TokenKind.Break:
                Break();
                break;
            case TokenKind.Goto:
                Goto();
                break;
            default:
                ExpressionStatement();
                break;
        }
    }

    private void Block(bool isLoop = false)
    {
        int mark = Mark();
        int first = _index;
        _scopes.OpenBlock(isLoop);
        Statements();
        _scopes.CloseBlock();
        Close(NodeKind.Block, mark, first);
    }

    private void ExpressionStatement()
    {
        int mark = Mark();
        int first = _index;
        Token begin = _current;
        OperandKind kind = Suffixed();
        bool isCompound = IsCompoundAssignment();
        if (_current.Kind is TokenKind.Assign or TokenKind.Comma || isCompound)
        {
            Assignment(mark, first, begin, kind, isCompound);
            return;
        }

        if (kind is not (OperandKind.Call or OperandKind.Missing))
        {
            bool isStep = (_current.Kind == TokenKind.Plus && IsAdjacent(TokenKind.Plus)) || (_current.Kind == TokenKind.Minus && IsAdjacent(TokenKind.Minus));
            _errors.AddNear(_current, "syntax error", isStep ? "write x = x + 1" : "a statement is a call or an assignment: write name = value or name(…)");
        }

        Close(kind == OperandKind.Missing ? NodeKind.Error : NodeKind.CallStatement, mark, first);
    }

    private void Assignment(int mark, int first, Token begin, OperandKind kind, bool isCompound)
    {
        int levels = 0;
        int targets = 1;
        CheckTarget(kind, begin);
        Token only = kind is OperandKind.Variable && _current.Kind == TokenKind.Assign ? begin : default;
        while (TryTake(TokenKind.Comma))
        {
            begin = _current;
            CheckTarget(Suffixed(), begin);
            targets++;

            // Lua reads the rest of the targets by recursion.
            if (!EnterLevel())
            {
                levels++;
                break;
            }

            levels++;
        }

        Close(NodeKind.Targets, mark, first);
        if (isCompound)
        {
            _errors.AddNear(_current, "syntax error", "write it in full: x = x + 1");
            Advance();
        }

        bool assigns = _current.Kind == TokenKind.Assign;
        Expect(TokenKind.Assign, "write '=' and the values");
        if (assigns)
        {
            Assign(targets == 1 ? only : default, isLocal: false);
            ExpressionList();
        }

        _level -= levels;
        Close(NodeKind.Assignment, mark, first);
    }

    private void CheckTarget(OperandKind kind, Token begin)
    {
        if (kind == OperandKind.ReadOnly)
        {
            ReportReadOnly(begin);
        }
        else if (kind is OperandKind.Value or OperandKind.Call)
        {
            _errors.AddNear(_current, "syntax error", "only a variable or a field can be assigned to");
        }
    }

    private void ReportReadOnly(Token name) =>
        _errors.AddNear(name, "attempt to assign to const variable", "remove <const> or <close> where it is declared, or use another variable");
}
