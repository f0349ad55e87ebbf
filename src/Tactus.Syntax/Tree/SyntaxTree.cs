using System.Text;
using Tactus.Syntax.Declarations;
using Tactus.Syntax.Errors;
using Tactus.Syntax.Parsing;
using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Tree;

/// <summary>A parsed source: its tokens, its nodes, and what is wrong with it. Never changes; any number of threads may read it.</summary>
/// <remarks>
/// A tree may be as deep as the source is long (<c>a.b.c.d…</c>), so walk it with <see cref="SyntaxWalk"/> and never by recursion.
/// It needs at most about 55 bytes of memory per byte of source, and about 10 for source that people write.
/// </remarks>
public sealed class SyntaxTree
{
    private readonly TreeBuilder _built;

    private SyntaxTree(ReadOnlyMemory<byte> source, TreeBuilder built, IReadOnlyList<SyntaxError> errors, IReadOnlyList<Declaration> declarations)
    {
        Source = source;
        _built = built;
        Errors = errors;
        Declarations = declarations;
    }

    /// <summary>The bytes that it was parsed from.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>What is wrong, by place; at most 100. A tree with errors holds what could be made out.</summary>
    public IReadOnlyList<SyntaxError> Errors { get; }

    /// <summary>The declarations and the names of the variables that they are assigned to, in the order of the source.</summary>
    public IReadOnlyList<Declaration> Declarations { get; }

    /// <summary>The file's node.</summary>
    public SyntaxNode Root => new(this, _built.Nodes.Count - 1);

    /// <summary>How many tokens there are, with the end of the file as the last.</summary>
    public int TokenCount => _built.Tokens.Count;

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _built.Nodes.Count;

    /// <summary>How many locals there are.</summary>
    public int LocalCount => _built.Locals.Count;

    /// <summary>Parses a source.</summary>
    /// <param name="source">Any bytes. They must not change as long as the tree is used.</param>
    public static SyntaxTree Parse(ReadOnlyMemory<byte> source)
    {
        var built = new TreeBuilder();
        var parser = new Parser(source, built);
        parser.Parse();
        return new SyntaxTree(source, built, parser.SortedErrors(), parser.Declarations);
    }

    /// <summary>A token by its index.</summary>
    public Token TokenAt(int index) => _built.Tokens[index];

    /// <summary>A local by its number.</summary>
    public LocalVariable LocalAt(int number) => _built.Locals[number];

    /// <summary>The bytes of a token.</summary>
    public ReadOnlySpan<byte> TextOf(Token token) => token.Text(Source.Span);

    /// <summary>The text of a token; bytes that are no UTF-8 become U+FFFD.</summary>
    public string StringOf(Token token) => Encoding.UTF8.GetString(TextOf(token));

    internal ref NodeData Node(int id) => ref _built.Nodes[id];
}
