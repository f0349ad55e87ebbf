using System.Buffers;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Formatting;

/// <summary>Writes the tokens and comments of a tree in the one layout.</summary>
internal sealed class FormatWriter(SyntaxTree tree)
{
    private const int IndentWidth = 2;

    // Deeper than this nobody reads; a hostile source must not make the output many times as long as itself.
    private const int DeepestIndent = 100;

    private readonly TokenRole[] _roles = TokenRoles.Of(tree);
    private readonly ArrayBufferWriter<byte> _output = new(Math.Max(tree.Source.Length, 256));
    private readonly List<LayoutGroup> _groups = [];
    private readonly List<Comment> _comments = [];
    private int _lineIndent;

    // A semicolon that begins a line keeps "(f or g)()" from being taken for arguments: it stays with what it guards.
    private bool _guards;
    private bool _isEmpty = true;

    /// <summary>The whole text.</summary>
    public byte[] Write()
    {
        ReadOnlySpan<byte> source = tree.Source.Span;
        int end = Preamble.Length(source);
        WritePreamble(source[..end]);
        for (int i = 0; i < tree.TokenCount; i++)
        {
            Token token = tree.TokenAt(i);
            int lines = CommentReader.Read(source, end, token.Start, _comments);
            bool afterOpening = i == 0 ? _isEmpty : Opens(i - 1);
            foreach (Comment comment in _comments)
            {
                WriteComment(source, comment, token, i, afterOpening);
                afterOpening = false;
            }

            if (token.Kind == TokenKind.EndOfFile)
            {
                break;
            }

            WriteToken(source, i, token, lines, afterOpening);
            end = token.End;
        }

        if (!_isEmpty)
        {
            Add("\n"u8);
        }

        return _output.WrittenSpan.ToArray();
    }

    private void WritePreamble(ReadOnlySpan<byte> preamble)
    {
        Add(preamble.TrimEnd(" \t\r"u8));
        if (preamble.Length > Preamble.MarkLength(preamble))
        {
            _isEmpty = false;
        }
    }

    private void WriteComment(ReadOnlySpan<byte> source, Comment comment, Token next, int index, bool afterOpening)
    {
        if (comment.LinesBefore > 0)
        {
            BreakLine(blank: comment.LinesBefore > 1 && !afterOpening);
            StartLine(IndentOf(next, index, isComment: true));
        }
        else if (!_isEmpty)
        {
            Add(" "u8);
        }

        Add(source[comment.Start..comment.End]);
        _isEmpty = false;
    }

    private void WriteToken(ReadOnlySpan<byte> source, int index, Token token, int lines, bool afterOpening)
    {
        bool afterLineComment = _comments is [.., { EndsLine: true }];
        bool breaks = lines > 0 || afterLineComment || (_roles[index].HasFlag(TokenRole.BeginsLine) && !_guards);
        _guards = token.Kind == TokenKind.Semicolon && (breaks || _isEmpty);
        if (breaks && !_isEmpty)
        {
            BreakLine(blank: lines > 1 && !afterOpening && !Closes(token.Kind));
            StartLine(IndentOf(token, index, isComment: false));
        }
        else if (index > 0 && !_isEmpty && (_comments.Count > 0 || NeedsSpace(source, index, token)))
        {
            Add(" "u8);
        }

        _isEmpty = false;
        Track(index, token);
        Add(token.Text(source));
    }

    private bool NeedsSpace(ReadOnlySpan<byte> source, int index, Token token) =>
        Spacing.Between(source, tree.TokenAt(index - 1), _roles[index - 1], token, _roles[index]);

    private int IndentOf(Token token, int index, bool isComment)
    {
        TokenRole role = _roles[index];
        if (_groups.Count == 0)
        {
            return isComment || role.HasFlag(TokenRole.BeginsStatement) || token.Kind is TokenKind.Semicolon or TokenKind.EndOfFile ? 0 : 1;
        }

        LayoutGroup group = _groups[^1];
        if (Closes(token.Kind) || (!group.InBlock && token.Kind is TokenKind.Then or TokenKind.Do))
        {
            return group.Indent + (isComment ? 1 : 0);
        }

        bool begins = group.Opening switch
        {
            TokenKind.OpenBrace => role.HasFlag(TokenRole.BeginsEntry) || isComment,
            TokenKind.OpenParenthesis or TokenKind.OpenBracket => true,
            _ => !group.InBlock || isComment || role.HasFlag(TokenRole.BeginsStatement) || token.Kind == TokenKind.Semicolon,
        };
        return group.Indent + (begins ? 1 : 2);
    }

    private void Track(int index, Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.OpenParenthesis or TokenKind.OpenBrace or TokenKind.OpenBracket:
            case TokenKind.If or TokenKind.While or TokenKind.For or TokenKind.Function:
                _groups.Add(new LayoutGroup(token.Kind, _lineIndent, InBlock: false));
                break;
            case TokenKind.Repeat:
                _groups.Add(new LayoutGroup(token.Kind, _lineIndent, InBlock: true));
                break;
            case TokenKind.Do when _groups.Count == 0 || _groups[^1].InBlock || _groups[^1].Opening is not (TokenKind.While or TokenKind.For):
                _groups.Add(new LayoutGroup(token.Kind, _lineIndent, InBlock: true));
                break;
            case TokenKind.CloseParenthesis or TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.End or TokenKind.Until:
                _groups.RemoveAt(_groups.Count - 1);
                break;
            case TokenKind.Elseif:
                _groups[^1] = _groups[^1] with { InBlock = false };
                break;
            default:
                break;
        }

        if (_roles[index].HasFlag(TokenRole.OpensBlock) && _groups.Count > 0)
        {
            _groups[^1] = _groups[^1] with { InBlock = true };
        }
    }

    private bool Opens(int index) =>
        _roles[index].HasFlag(TokenRole.OpensBlock) || tree.TokenAt(index).Kind is TokenKind.OpenParenthesis or TokenKind.OpenBrace or TokenKind.OpenBracket;

    private static bool Closes(TokenKind kind) =>
        kind is TokenKind.End or TokenKind.Else or TokenKind.Elseif or TokenKind.Until or TokenKind.CloseBrace or TokenKind.CloseParenthesis or TokenKind.CloseBracket;

    private void BreakLine(bool blank)
    {
        if (!_isEmpty)
        {
            Add(blank ? "\n\n"u8 : "\n"u8);
        }
    }

    private void StartLine(int indent)
    {
        _lineIndent = indent;
        int width = Math.Min(indent, DeepestIndent) * IndentWidth;
        _output.GetSpan(width)[..width].Fill((byte)' ');
        _output.Advance(width);
    }

    private void Add(ReadOnlySpan<byte> text) => _output.Write(text);
}
