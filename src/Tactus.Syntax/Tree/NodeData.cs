namespace Tactus.Syntax.Tree;

/// <summary>A node as it is stored.</summary>
internal struct NodeData
{
    public NodeKind Kind;

    /// <summary>Index of its first token.</summary>
    public int FirstToken;

    /// <summary>Index after its last token.</summary>
    public int EndToken;

    /// <summary>Number of its first child; -1 for none.</summary>
    public int FirstChild;

    /// <summary>Number of the next child of its parent; -1 for none.</summary>
    public int NextSibling;

    /// <summary>What <see cref="NodeKind"/> says of the kind.</summary>
    public int Value;
}
