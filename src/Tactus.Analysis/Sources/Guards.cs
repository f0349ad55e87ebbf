using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>Finds what a source asks for before it uses it: <c>if jit then</c>, <c>os.exit or stop</c>, <c>type(bit32) == "table"</c>.</summary>
internal static class Guards
{
    /// <summary>The globals, and the fields of globals, that the source does not take for granted.</summary>
    public static IReadOnlySet<string> Of(CheckedSource source)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyntaxNode node in source.Nodes(NodeKind.Name, NodeKind.Field))
        {
            if (source.GlobalPath(node) is { } path && IsAsked(source, node))
            {
                found.Add(path);
            }
        }

        return found;
    }

    private static bool IsAsked(CheckedSource source, SyntaxNode node)
    {
        SyntaxNode parent = source.Parent(node);
        return parent.Kind switch
        {
            NodeKind.If or NodeKind.While or NodeKind.Repeat => true,
            NodeKind.Binary => (TokenKind)parent.Value is TokenKind.And or TokenKind.Or or TokenKind.Equal or TokenKind.NotEqual,
            NodeKind.Unary => parent.FirstToken.Kind == TokenKind.Not,
            NodeKind.Expressions => source.Parent(parent) is { Kind: NodeKind.Call } call && source.GlobalName(call.FirstChild) == "type",
            _ => false,
        };
    }
}
