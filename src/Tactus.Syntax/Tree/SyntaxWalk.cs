namespace Tactus.Syntax.Tree;

/// <summary>Goes through a tree in the order of the source, entering and leaving each node, without recursion.</summary>
public static class SyntaxWalk
{
    /// <summary>Visits a node and all below it.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="enter">Called before a node's children; false leaves them out.</param>
    /// <param name="leave">Called after them, for every node that was entered; null for nothing.</param>
    public static void Visit(SyntaxNode root, Func<SyntaxNode, bool> enter, Action<SyntaxNode>? leave = null)
    {
        var parents = new Stack<SyntaxNode>();
        SyntaxNode node = root;
        while (true)
        {
            SyntaxNode child = enter(node) ? node.FirstChild : node with { Id = -1 };
            if (child.Exists)
            {
                parents.Push(node);
                node = child;
                continue;
            }

            leave?.Invoke(node);
            while (node != root && !node.NextSibling.Exists)
            {
                node = parents.Pop();
                leave?.Invoke(node);
            }

            if (node == root)
            {
                return;
            }

            node = node.NextSibling;
        }
    }
}
