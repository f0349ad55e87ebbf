using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Tree;

/// <summary>A node of a syntax tree. A handle: cheap to copy, equal when it is the same node of the same tree.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Id">The node's number; children have smaller ones than their parent.</param>
public readonly record struct SyntaxNode(SyntaxTree Tree, int Id)
{
    /// <summary>False for what <see cref="FirstChild"/> and <see cref="NextSibling"/> give where there is none.</summary>
    public bool Exists => Id >= 0;

    /// <summary>What it is.</summary>
    public NodeKind Kind => Tree.Node(Id).Kind;

    /// <summary>What <see cref="NodeKind"/> says of the kind.</summary>
    public int Value => Tree.Node(Id).Value;

    /// <summary>Index of its first token.</summary>
    public int FirstIndex => Tree.Node(Id).FirstToken;

    /// <summary>Index after its last token.</summary>
    public int EndIndex => Tree.Node(Id).EndToken;

    /// <summary>Its first token; of a missing expression the token that stands in its place.</summary>
    public Token FirstToken => Tree.TokenAt(FirstIndex);

    /// <summary>Its last token.</summary>
    public Token LastToken => Tree.TokenAt(Math.Max(EndIndex - 1, FirstIndex));

    /// <summary>Its first child.</summary>
    public SyntaxNode FirstChild => this with { Id = Tree.Node(Id).FirstChild };

    /// <summary>The next child of its parent.</summary>
    public SyntaxNode NextSibling => this with { Id = Tree.Node(Id).NextSibling };

    /// <summary>Its last child; does not exist when it has none.</summary>
    public SyntaxNode LastChild
    {
        get
        {
            SyntaxNode last = FirstChild;
            while (last.Exists && last.NextSibling.Exists)
            {
                last = last.NextSibling;
            }

            return last;
        }
    }

    /// <summary>Its children in order.</summary>
    public IEnumerable<SyntaxNode> Children()
    {
        for (SyntaxNode child = FirstChild; child.Exists; child = child.NextSibling)
        {
            yield return child;
        }
    }
}
