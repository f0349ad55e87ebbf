using Tactus.Syntax.Scopes;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>Branches and loops.</content>
internal sealed partial class Parser
{
    private int? _splitElseif;

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
}
