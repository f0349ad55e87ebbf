using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Formatting;

/// <summary>Finds the role of every token of a tree.</summary>
internal static class TokenRoles
{
    /// <summary>The roles, by index of token.</summary>
    public static TokenRole[] Of(SyntaxTree tree)
    {
        var roles = new TokenRole[tree.TokenCount];
        SyntaxWalk.Visit(tree.Root, node =>
        {
            Add(roles, tree, node);
            return true;
        });
        return roles;
    }

    private static void Add(TokenRole[] roles, SyntaxTree tree, SyntaxNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Chunk:
                MarkStatements(roles, node.FirstChild, eachOnItsLine: true);
                break;
            case NodeKind.Do or NodeKind.While or NodeKind.Repeat or NodeKind.If or NodeKind.NumericFor or NodeKind.GenericFor or NodeKind.Function:
                foreach (SyntaxNode block in node.Children().Where(child => child.Kind == NodeKind.Block))
                {
                    MarkBlock(roles, tree, block);
                }

                break;
            case NodeKind.Table:
                MarkTable(roles, tree, node);
                break;
            case NodeKind.Item or NodeKind.NamedEntry or NodeKind.KeyedEntry:
                roles[node.FirstIndex] |= TokenRole.BeginsEntry;
                break;
            case NodeKind.Unary:
                roles[node.FirstIndex] |= TokenRole.IsUnary;
                break;
            case NodeKind.Call or NodeKind.MethodCall:
                MarkArguments(roles, tree, node, node.LastChild);
                break;
            case NodeKind.LocalName when tree.TokenAt(node.EndIndex) is { Kind: TokenKind.Less }:
                MarkAttribute(roles, tree, node.EndIndex);
                break;
            default:
                break;
        }
    }

    private static void MarkArguments(TokenRole[] roles, SyntaxTree tree, SyntaxNode call, SyntaxNode arguments)
    {
        int opening = arguments.FirstIndex;
        roles[opening] |= TokenRole.BeginsArguments;
        bool isAdjacent = tree.TokenAt(opening).Kind == TokenKind.OpenBrace && tree.TokenAt(opening - 1).End == tree.TokenAt(opening).Start;
        if (isAdjacent && !Declares(tree, call.FirstChild))
        {
            roles[opening] |= TokenRole.Hugs;
            roles[arguments.EndIndex - 1] |= TokenRole.Hugs;
        }
    }

    // Agent, Tool, Procedure and the like: plain names with a capital letter.
    private static bool Declares(SyntaxTree tree, SyntaxNode callee) =>
        callee.Kind == NodeKind.Name && char.IsAsciiLetterUpper((char)tree.TextOf(callee.FirstToken)[0]);

    // "<" after the variable of a loop or a parameter is none; what stands between is one word.
    private static void MarkAttribute(TokenRole[] roles, SyntaxTree tree, int less)
    {
        if (less + 2 < tree.TokenCount && tree.TokenAt(less + 2).Kind == TokenKind.Greater)
        {
            roles[less] |= TokenRole.IsAttribute;
            roles[less + 2] |= TokenRole.IsAttribute;
        }
    }

    private static void MarkBlock(TokenRole[] roles, SyntaxTree tree, SyntaxNode block)
    {
        int opening = block.FirstIndex - 1;
        int closing = block.EndIndex;
        bool hasLines = tree.TokenAt(opening).EndLine != tree.TokenAt(closing).Line;
        roles[opening] |= TokenRole.OpensBlock;
        roles[closing] |= hasLines ? TokenRole.BeginsLine : TokenRole.None;
        MarkStatements(roles, block, hasLines);
    }

    private static void MarkStatements(TokenRole[] roles, SyntaxNode block, bool eachOnItsLine)
    {
        for (SyntaxNode statement = block.FirstChild; statement.Exists; statement = statement.NextSibling)
        {
            roles[statement.FirstIndex] |= TokenRole.BeginsStatement | (eachOnItsLine ? TokenRole.BeginsLine : TokenRole.None);
        }
    }

    // A table whose first entry stands on a line of its own has its brace there, too.
    private static void MarkTable(TokenRole[] roles, SyntaxTree tree, SyntaxNode table)
    {
        int closing = table.EndIndex - 1;
        if (table.FirstChild.Exists && tree.TokenAt(table.FirstIndex).Line != tree.TokenAt(table.FirstIndex + 1).Line)
        {
            roles[closing] |= TokenRole.BeginsLine;
        }
    }
}
