using Tactus.Syntax.Declarations;
using Tactus.Syntax.Scopes;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>Expressions.</content>
internal sealed partial class Parser
{
    // The variable that the expression at an offset is assigned to.
    private Token _assigned;
    private int _assignedAt = -1;
    private bool _assignsLocal;

    private void Assign(Token name, bool isLocal) => (_assigned, _assignedAt, _assignsLocal) = (name, name.Length > 0 ? _current.Start : -1, isLocal);

    private void ExpressionList()
    {
        int mark = Mark();
        int first = _index;
        do
        {
            Expression();
        }
        while (TryTake(TokenKind.Comma));

        Close(NodeKind.Expressions, mark, first);
    }

    private OperandKind Expression() => Operation(limit: 0);

    private OperandKind Operation(int limit)
    {
        int mark = Mark();
        int first = _index;
        if (!EnterLevel())
        {
            LeaveLevel();
            Close(NodeKind.Error, mark, first);
            return OperandKind.Missing;
        }

        OperandKind kind;
        if (BinaryOperators.IsUnary(_current.Kind) || (IsUnknown('!') && !IsAdjacent(TokenKind.Assign)))
        {
            if (_current.Kind == TokenKind.Unknown)
            {
                _errors.AddNear(_current, "unexpected symbol", UnexpectedMend());
            }

            Advance();
            Operation(BinaryOperators.Unary);
            Close(NodeKind.Unary, mark, first);
            kind = OperandKind.Value;
        }
        else
        {
            kind = Simple();
        }

        while (true)
        {
            TokenKind symbol = ForeignOperator() ?? _current.Kind;
            (int left, int right) = BinaryOperators.PriorityOf(symbol);
            if (left <= limit)
            {
                break;
            }

            Advance();
            Operation(right);
            Close(NodeKind.Binary, mark, first, (int)symbol);
            kind = OperandKind.Value;
        }

        LeaveLevel();
        return kind;
    }

    private OperandKind Simple()
    {
        int mark = Mark();
        int first = _index;
        switch (_current.Kind)
        {
            case TokenKind.Nil or TokenKind.True or TokenKind.False or TokenKind.Number or TokenKind.String or TokenKind.Ellipsis:
                if (_current.Kind == TokenKind.Ellipsis && !_scopes.IsVararg)
                {
                    _errors.AddNear(_current, "cannot use '...' outside a vararg function", "put ... into the parentheses of this function, or pass the values by name");
                }

                Advance();
                Close(NodeKind.Literal, mark, first);
                return OperandKind.Value;
            case TokenKind.OpenBrace:
                Table();
                return OperandKind.Value;
            case TokenKind.Function:
                Token opening = _current;
                Advance();
                FunctionBody(opening, method: null);
                return OperandKind.Value;
            default:
                return Suffixed();
        }
    }

    private OperandKind Primary()
    {
        int mark = Mark();
        int first = _index;
        Token token = _current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                Advance();
                return NameNode(token, mark, first);
            case TokenKind.OpenParenthesis:
                Advance();
                Expression();
                ExpectClosing(TokenKind.CloseParenthesis, token);
                Close(NodeKind.Parenthesized, mark, first);
                return OperandKind.Value;
            default:
                _errors.AddNear(token, "unexpected symbol", UnexpectedMend());
                Close(NodeKind.Error, mark, first);
                return OperandKind.Missing;
        }
    }

    private OperandKind NameNode(Token name, int mark, int first)
    {
        int number = ScopeTracker.Global;
        bool isReadOnly = false;
        if (name.Length > 0)
        {
            number = _scopes.Resolve(name, out ActiveLocal local);
            isReadOnly = number != ScopeTracker.Global && local.IsReadOnly;
        }

        Close(NodeKind.Name, mark, first, number);
        return isReadOnly ? OperandKind.ReadOnly : OperandKind.Variable;
    }

    private OperandKind Suffixed()
    {
        int mark = Mark();
        int first = _index;
        Token begin = _current;
        OperandKind kind = Primary();
        if (kind == OperandKind.Missing)
        {
            return kind;
        }

        bool isName = begin.Kind == TokenKind.Name;
        while (true)
        {
            switch (_current.Kind)
            {
                case TokenKind.Dot:
                    Advance();
                    _ = ExpectName("the field's name");
                    Close(NodeKind.Field, mark, first);
                    kind = OperandKind.Element;
                    break;
                case TokenKind.OpenBracket:
                    Token bracket = _current;
                    Advance();
                    Expression();
                    ExpectClosing(TokenKind.CloseBracket, bracket);
                    Close(NodeKind.Index, mark, first);
                    kind = OperandKind.Element;
                    break;
                case TokenKind.Colon:
                    Advance();
                    int method = _index;
                    _ = ExpectName("the method's name");
                    Arguments();
                    Close(NodeKind.MethodCall, mark, first, method);
                    kind = OperandKind.Call;
                    break;
                case TokenKind.OpenParenthesis or TokenKind.String or TokenKind.OpenBrace:
                    if (isName)
                    {
                        NoteDeclaration(begin);
                    }

                    Arguments();
                    Close(NodeKind.Call, mark, first);
                    kind = OperandKind.Call;
                    break;
                default:
                    return kind;
            }

            isName = false;
        }
    }

    private void Arguments()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        switch (opening.Kind)
        {
            case TokenKind.String:
                Advance();
                Close(NodeKind.Literal, mark, first);
                Close(NodeKind.Expressions, mark, first);
                break;
            case TokenKind.OpenBrace:
                Table();
                Close(NodeKind.Expressions, mark, first);
                break;
            case TokenKind.OpenParenthesis:
                Advance();
                if (_current.Kind != TokenKind.CloseParenthesis)
                {
                    do
                    {
                        Expression();
                    }
                    while (TryTake(TokenKind.Comma));
                }

                ExpectClosing(TokenKind.CloseParenthesis, opening);
                Close(NodeKind.Expressions, mark, first);
                break;
            default:
                _errors.AddNear(opening, "function arguments expected", "a colon calls a method: write value:method(…); a dot reads a field");
                Close(NodeKind.Expressions, mark, first);
                break;
        }
    }

    private void NoteDeclaration(Token callee)
    {
        string? kind = DeclarationKinds.Of(callee.Text(_source.Span));

        // Kind "name" looks one up.
        if (kind is null || _current.Kind == TokenKind.String || (_current.Kind == TokenKind.OpenParenthesis && Peek().Kind == TokenKind.String))
        {
            return;
        }

        string name = callee.Start == _assignedAt ? System.Text.Encoding.ASCII.GetString(_assigned.Text(_source.Span)) : "";
        int column = _columns.ColumnOf(callee.Line == _current.EndLine ? callee.Start : _current.Start);
        _declarations.Add(new Declaration(kind, name, name.Length > 0 && _assignsLocal, callee.Start, _current.EndLine, column));
    }

    private void FunctionBody(Token opening, Token? method)
    {
        int mark = Mark();
        int first = _index;
        _scopes.OpenFunction(opening.Line);
        if (method is { } named)
        {
            AddLocal(_scopes.DeclareSelf(named), named, LocalAttribute.None);
            _scopes.Activate();
        }

        Parameters();
        int block = Mark();
        int begin = _index;
        Statements();
        Close(NodeKind.Block, block, begin);
        ExpectClosing(TokenKind.End, opening);
        _scopes.CloseFunction();
        Close(NodeKind.Function, mark, first);
    }

    private void Parameters()
    {
        Token opening = _current;
        Expect(TokenKind.OpenParenthesis, "a function has its parameters in parentheses: function(a, b)");
        if (_current.Kind != TokenKind.CloseParenthesis)
        {
            do
            {
                if (TryTake(TokenKind.Ellipsis))
                {
                    _scopes.IsVararg = true;
                    break;
                }

                int index = _index;
                DeclareLocal(ExpectName("a parameter's name, or ..."), LocalAttribute.None, index);
            }
            while (TryTake(TokenKind.Comma));
        }

        _scopes.Activate();
        ExpectClosing(TokenKind.CloseParenthesis, opening);
    }

    private void Table()
    {
        int mark = Mark();
        int first = _index;
        Token opening = _current;
        Advance();
        while (_current.Kind is not (TokenKind.CloseBrace or TokenKind.EndOfFile))
        {
            int before = _index;
            Entry();
            if (_current.Kind is TokenKind.Comma or TokenKind.Semicolon)
            {
                Advance();
            }
            else if (_current.Kind == TokenKind.CloseBrace || !GoesOnWithoutComma(opening, before))
            {
                break;
            }
        }

        ExpectClosing(TokenKind.CloseBrace, opening);
        Close(NodeKind.Table, mark, first);
    }

    // A comma is missing when what follows can only be one more entry.
    private bool GoesOnWithoutComma(Token opening, int before)
    {
        bool isEntry = _index > before && _current.Kind switch
        {
            TokenKind.Name => Peek().Kind is TokenKind.Assign or TokenKind.Comma or TokenKind.CloseBrace && opening.Line != _current.Line || Peek().Kind == TokenKind.Assign && opening.Line == _current.Line,
            TokenKind.Number or TokenKind.String or TokenKind.True or TokenKind.False or TokenKind.Nil or TokenKind.OpenBrace or TokenKind.OpenBracket => true,
            TokenKind.Function => Peek().Kind == TokenKind.OpenParenthesis,
            _ => false,
        };
        if (isEntry)
        {
            ExpectClosing(TokenKind.CloseBrace, opening);
        }

        return isEntry;
    }

    private void Entry()
    {
        int mark = Mark();
        int first = _index;
        if (_current.Kind == TokenKind.Name && Peek().Kind == TokenKind.Assign)
        {
            Advance();
            Advance();
            Expression();
            Close(NodeKind.NamedEntry, mark, first);
        }
        else if (_current.Kind == TokenKind.OpenBracket)
        {
            Token bracket = _current;
            Advance();
            Expression();
            ExpectClosing(TokenKind.CloseBracket, bracket);
            Expect(TokenKind.Assign, "a key in brackets has a value: [key] = value");
            Expression();
            Close(NodeKind.KeyedEntry, mark, first);
        }
        else
        {
            Expression();
            Close(NodeKind.Item, mark, first);
        }
    }
}
