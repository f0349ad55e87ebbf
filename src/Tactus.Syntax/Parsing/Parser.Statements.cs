using Tactus.Syntax.Scopes;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>Statements.</content>
internal sealed partial class Parser
{
    private int? _splitElseif;

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

    private void If()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        int? outer = _splitElseif;
        _splitElseif = null;
        do
        {
            Advance();
            Expression();
            ExpectKeyword(TokenKind.Then, "the condition");
            Block();
        }
        while (_current.Kind == TokenKind.Elseif);

        if (_current.Kind == TokenKind.Else)
        {
            Token word = _current;
            Advance();
            bool isSplit = _current.Kind == TokenKind.If && _current.Line == word.Line;
            Block();
            _splitElseif = isSplit ? word.Line : _splitElseif;
        }

        ExpectClosing(TokenKind.End, opening);
        _splitElseif ??= outer;
        Close(NodeKind.If, mark, first);
    }

    private void While()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        Advance();
        Expression();
        _scopes.OpenBlock(isLoop: true);
        ExpectKeyword(TokenKind.Do, "the condition");
        Block();
        ExpectClosing(TokenKind.End, opening);
        _scopes.CloseBlock();
        Close(NodeKind.While, mark, first);
    }

    private void DoBlock()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        Advance();
        Block();
        ExpectClosing(TokenKind.End, opening);
        Close(NodeKind.Do, mark, first);
    }

    private void Repeat()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        Advance();
        _scopes.OpenBlock(isLoop: true);
        _scopes.OpenBlock();
        int block = Mark();
        int begin = _index;
        Statements();
        Close(NodeKind.Block, block, begin);
        ExpectClosing(TokenKind.Until, opening);
        Expression();
        _scopes.CloseBlock();
        _scopes.CloseBlock();
        Close(NodeKind.Repeat, mark, first);
    }

    private void For()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        Advance();
        _scopes.OpenBlock(isLoop: true);
        Token name = ExpectName("the name of the loop's variable");
        if (_current.Kind is TokenKind.Comma or TokenKind.In)
        {
            GenericFor(name);
            ForBody();
            ExpectClosing(TokenKind.End, opening);
            Close(NodeKind.GenericFor, mark, first);
        }
        else
        {
            NumericFor(name);
            ForBody();
            ExpectClosing(TokenKind.End, opening);
            Close(NodeKind.NumericFor, mark, first);
        }

        _scopes.CloseBlock();
    }

    private void ForBody()
    {
        ExpectKeyword(TokenKind.Do, "what the loop goes over");
        int mark = Mark();
        int first = _index;
        Statements();
        _scopes.CloseBlock();
        Close(NodeKind.Block, mark, first);
    }

    private void NumericFor(Token name)
    {
        if (!TryTake(TokenKind.Assign))
        {
            _errors.AddNear(_current, "'=' or 'in' expected", "write for i = 1, 10 do, or for key, value in pairs(t) do");
        }

        int values = Mark();
        int first = _index;
        Expression();
        Expect(TokenKind.Comma, "a loop over numbers has a first and a last one: for i = 1, 10 do");
        Expression();
        if (TryTake(TokenKind.Comma))
        {
            Expression();
        }

        Close(NodeKind.Expressions, values, first);
        _scopes.DeclareHidden(name, 3);
        _scopes.Activate();
        _scopes.OpenBlock();
        DeclareLocal(name, LocalAttribute.None, _index);
        _scopes.Activate();
    }

    private void GenericFor(Token name)
    {
        var names = new List<Token> { name };
        while (TryTake(TokenKind.Comma))
        {
            names.Add(ExpectName("the name of the loop's next variable"));
        }

        Expect(TokenKind.In, "write for key, value in pairs(t) do");
        ExpressionList();
        _scopes.DeclareHidden(name, 4);
        _scopes.Activate();
        _scopes.OpenBlock();
        foreach (Token variable in names)
        {
            DeclareLocal(variable, LocalAttribute.None, _index);
        }

        _scopes.Activate();
    }

    private void FunctionStatement()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        Advance();
        int target = Mark();
        int targetFirst = _index;
        Token name = ExpectName("the function's name");
        OperandKind kind = NameNode(name, target, targetFirst);
        if (kind == OperandKind.ReadOnly && _current.Kind is not (TokenKind.Dot or TokenKind.Colon))
        {
            ReportReadOnly(name);
        }

        Token? method = null;
        while (method is null && _current.Kind is TokenKind.Dot or TokenKind.Colon)
        {
            bool isMethod = _current.Kind == TokenKind.Colon;
            Advance();
            Token field = ExpectName("the field's name");
            Close(NodeKind.Field, target, targetFirst);
            method = isMethod ? field : null;
        }

        FunctionBody(opening, method);
        Close(NodeKind.FunctionStatement, mark, first);
    }

    private void Local()
    {
        int mark = Mark();
        int first = _index;
        Advance();
        if (_current.Kind == TokenKind.Function)
        {
            Token opening = _current;
            Advance();
            int nameIndex = _index;
            DeclareLocal(ExpectName("the function's name"), LocalAttribute.None, nameIndex);
            _scopes.Activate();
            FunctionBody(opening, method: null);
            Close(NodeKind.LocalFunction, mark, first);
            return;
        }

        int count = 0;
        int closing = 0;
        Token name;
        do
        {
            int nameIndex = _index;
            name = ExpectName("the variable's name");
            LocalAttribute attribute = Attribute();
            if (attribute == LocalAttribute.Close && ++closing > 1)
            {
                _errors.AddNear(_current, "multiple to-be-closed variables in local list", "give each a local of its own");
            }

            DeclareLocal(name, attribute, nameIndex);
            count++;
        }
        while (TryTake(TokenKind.Comma));

        if (TryTake(TokenKind.Assign))
        {
            Assign(count == 1 ? name : default, isLocal: true);
            ExpressionList();
        }

        _scopes.Activate();
        Close(NodeKind.Local, mark, first);
    }

    private LocalAttribute Attribute()
    {
        if (!TryTake(TokenKind.Less))
        {
            return LocalAttribute.None;
        }

        Token word = ExpectName("const or close");
        ReadOnlySpan<byte> text = word.Text(_source.Span);
        LocalAttribute attribute = text.SequenceEqual("const"u8) ? LocalAttribute.Constant
            : text.SequenceEqual("close"u8) ? LocalAttribute.Close
            : LocalAttribute.None;
        if (attribute == LocalAttribute.None)
        {
            _errors.AddNear(word, "unknown attribute", "a local may be <const> or <close>");
        }

        Expect(TokenKind.Greater, "an attribute ends with '>'");
        return attribute;
    }

    private void Label()
    {
        int mark = Mark();
        int first = _index;
        Advance();
        Token name = ExpectName("the label's name");
        Expect(TokenKind.DoubleColon, "a label ends with '::'");
        Close(NodeKind.Label, mark, first);
        while (_current.Kind is TokenKind.Semicolon or TokenKind.DoubleColon)
        {
            Statement();
        }

        _scopes.CheckLabel(name);
        bool endsBlock = BlockFollows() && _current.Kind != TokenKind.Until;
        _scopes.Label(name, endsBlock);
    }

    private void Return()
    {
        int mark = Mark();
        int first = _index;
        Advance();
        if (!BlockFollows() && _current.Kind != TokenKind.Semicolon)
        {
            ExpressionList();
        }

        _ = TryTake(TokenKind.Semicolon);
        Close(NodeKind.Return, mark, first);
    }

    private void Break()
    {
        int mark = Mark();
        int first = _index;
        if (!_scopes.InLoop)
        {
            _errors.AddNear(_current, "break outside a loop", "a break leaves a while, repeat or for of its own function");
        }

        Advance();
        Close(NodeKind.Break, mark, first);
    }

    private void Goto()
    {
        int mark = Mark();
        int first = _index;
        Advance();
        Token name = _current;
        if (TryTake(TokenKind.Name))
        {
            _scopes.Jump(name);
        }
        else
        {
            _ = ExpectName("the label's name");
        }

        Close(NodeKind.Goto, mark, first);
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

    private void DeclareLocal(Token name, LocalAttribute attribute, int index)
    {
        int number = _scopes.Declare(name, attribute);
        AddLocal(number, name, attribute);
        _tree?.Close(NodeKind.LocalName, Mark(), index, index + 1, number);
    }

    private void AddLocal(int number, Token name, LocalAttribute attribute)
    {
        if (_tree is not null && number == _tree.Locals.Count)
        {
            _tree.Locals.Add(new LocalVariable(name, attribute, _scopes.FunctionDepth));
        }
    }
}
