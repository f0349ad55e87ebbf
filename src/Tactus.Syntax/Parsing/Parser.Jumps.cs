using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>Labels, and what leaves a block.</content>
internal sealed partial class Parser
{
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
}
