using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Declarations;

/// <summary>Finds what a script says of itself after the line at which its declarations end: nobody can run that far without doing what it does.</summary>
public static class WrittenCallFinder
{
    /// <summary>The calls of some globals that stand alone at the top of the file, in its order.</summary>
    /// <param name="source">Any bytes; what is no Lua has the calls that could be made out.</param>
    /// <param name="words">The globals.</param>
    public static IReadOnlyList<WrittenCall> Find(ReadOnlyMemory<byte> source, params ReadOnlySpan<string> words)
    {
        SyntaxTree tree = SyntaxTree.Parse(source);
        var found = new List<WrittenCall>();
        foreach (SyntaxNode statement in tree.Root.FirstChild.Children())
        {
            SyntaxNode call = statement.Kind == NodeKind.CallStatement ? statement.FirstChild : default;
            if (call.Tree is null || call.Kind != NodeKind.Call || call.FirstChild is not { Kind: NodeKind.Name, Value: < 0 } callee)
            {
                continue;
            }

            string word = tree.StringOf(callee.FirstToken);
            SyntaxNode argument = call.LastChild.FirstChild;
            if (words.Contains(word) && argument.Exists && argument.Kind == NodeKind.Literal && argument.FirstToken.Kind == TokenKind.String)
            {
                found.Add(new WrittenCall(word, StringLiteral.Value(tree.TextOf(argument.FirstToken)), callee.FirstToken.Line));
            }
        }

        return found;
    }
}
