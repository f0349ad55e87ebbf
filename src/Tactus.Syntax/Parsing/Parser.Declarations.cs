using Tactus.Syntax.Scopes;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Parsing;

/// <content>Functions and locals.</content>
internal sealed partial class Parser
{
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
