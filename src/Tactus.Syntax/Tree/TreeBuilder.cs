using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Tree;

/// <summary>Takes tokens and nodes from the parser. Children come before their parent, which gathers all since a mark.</summary>
internal sealed class TreeBuilder
{
    private readonly List<int> _open = [];

    public ChunkedList<Token> Tokens { get; } = new();

    public ChunkedList<NodeData> Nodes { get; } = new();

    public ChunkedList<LocalVariable> Locals { get; } = new();

    /// <summary>Where the children of a node that begins now will start.</summary>
    public int Mark() => _open.Count;

    /// <summary>Where the children of a node start that takes the last finished one as its first child.</summary>
    public int MarkBeforeLast() => _open.Count - 1;

    /// <summary>Finishes a node with every node since the mark as its children.</summary>
    public void Close(NodeKind kind, int mark, int firstToken, int endToken, int value)
    {
        int next = -1;
        for (int i = _open.Count - 1; i >= mark; i--)
        {
            Nodes[_open[i]].NextSibling = next;
            next = _open[i];
        }

        _open.RemoveRange(mark, _open.Count - mark);
        _open.Add(Nodes.Count);
        Nodes.Add(new NodeData { Kind = kind, FirstToken = firstToken, EndToken = endToken, FirstChild = next, NextSibling = -1, Value = value });
    }
}
