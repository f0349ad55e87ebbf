using Tactus.Analysis.Names;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>A parsed source with what several checks ask of it.</summary>
internal sealed class CheckedSource
{
    // What stands in one of these runs never, once or often.
    private static readonly NodeKind[] s_maybe =
        [NodeKind.Function, NodeKind.If, NodeKind.While, NodeKind.Repeat, NodeKind.NumericFor, NodeKind.GenericFor, NodeKind.Binary];

    private readonly int[] _parents;
    private readonly byte[] _functionDepths;
    private readonly bool[] _runsOnce;

    public CheckedSource(SourceText text)
    {
        File = text.File;
        Tree = SyntaxTree.Parse(text.Content);
        _parents = new int[Tree.NodeCount];
        Array.Fill(_parents, -1);
        for (int id = 0; id < _parents.Length; id++)
        {
            for (SyntaxNode child = Node(id).FirstChild; child.Exists; child = child.NextSibling)
            {
                _parents[child.Id] = id;
            }
        }

        // Parents have greater numbers than their children. Lua's limit on nesting keeps the depth below 200.
        _functionDepths = new byte[Tree.NodeCount];
        _runsOnce = new bool[Tree.NodeCount];
        for (int id = _parents.Length - 1; id >= 0; id--)
        {
            int around = _parents[id] < 0 ? 0 : _functionDepths[_parents[id]];
            NodeKind kind = Node(id).Kind;
            _functionDepths[id] = (byte)(around + (kind == NodeKind.Function ? 1 : 0));
            _runsOnce[id] = (_parents[id] < 0 || _runsOnce[_parents[id]]) && Array.IndexOf(s_maybe, kind) < 0;
        }

        Guarded = Guards.Of(this);
    }

    public string File { get; }

    /// <summary>Globals and their fields that the source asks for before it uses them.</summary>
    public IReadOnlySet<string> Guarded { get; }

    public SyntaxTree Tree { get; }

    public SyntaxNode Node(int id) => new(Tree, id);

    /// <summary>Every node of some kinds.</summary>
    public IEnumerable<SyntaxNode> Nodes(params NodeKind[] kinds)
    {
        for (int id = 0; id < _parents.Length; id++)
        {
            if (Array.IndexOf(kinds, Node(id).Kind) >= 0)
            {
                yield return Node(id);
            }
        }
    }

    /// <summary>What a node is part of; does not exist for the file.</summary>
    public SyntaxNode Parent(SyntaxNode node) => Node(_parents[node.Id]);

    /// <summary>The text of a node that is one token.</summary>
    public string Text(SyntaxNode node) => Tree.StringOf(node.FirstToken);

    /// <summary>The name of a global variable; null for anything else.</summary>
    public string? GlobalName(SyntaxNode node) => node.Exists && node.Kind == NodeKind.Name && node.Value < 0 ? Text(node) : null;

    /// <summary>A global or its field as it is written: <c>Host.call</c>; null for anything else.</summary>
    public string? GlobalPath(SyntaxNode node) => node switch
    {
        { Exists: true, Kind: NodeKind.Field } when GlobalName(node.FirstChild) is { } owner => $"{owner}.{Tree.StringOf(node.LastToken)}",
        _ => GlobalName(node),
    };

    /// <summary>The value of a string literal; null for anything else.</summary>
    public string? StringValue(SyntaxNode node) =>
        node.Exists && node.Kind == NodeKind.Literal && node.FirstToken.Kind == TokenKind.String ? StringLiteral.Value(Tree.TextOf(node.FirstToken)) : null;

    /// <summary>The value of a number literal, with or without a minus; null for anything else.</summary>
    public double? NumberValue(SyntaxNode node)
    {
        if (node.Exists && node.Kind == NodeKind.Unary && node.FirstToken.Kind == TokenKind.Minus)
        {
            return -NumberValue(node.FirstChild);
        }

        bool isNumber = node.Exists && node.Kind == NodeKind.Literal && node.FirstToken.Kind == TokenKind.Number;
        return isNumber ? NumberLiteral.Value(Tree.TextOf(node.FirstToken), out _) : null;
    }

    /// <summary>The only argument of a call when it is a table; null for anything else.</summary>
    public static SyntaxNode? TableArgument(SyntaxNode call)
    {
        SyntaxNode argument = call.LastChild.FirstChild;
        return argument.Exists && argument.Kind == NodeKind.Table && !argument.NextSibling.Exists ? argument : null;
    }

    /// <summary>The key of an entry <c>key = value</c> or <c>["key"] = value</c>; null for anything else.</summary>
    public string? KeyOf(SyntaxNode entry) => entry.Kind switch
    {
        NodeKind.NamedEntry => Tree.StringOf(entry.FirstToken),
        NodeKind.KeyedEntry => StringValue(entry.FirstChild),
        _ => null,
    };

    /// <summary>The value of an entry with a key.</summary>
    public SyntaxNode? ValueOf(SyntaxNode table, string key)
    {
        foreach (SyntaxNode entry in table.Children())
        {
            if (KeyOf(entry) == key)
            {
                return entry.LastChild;
            }
        }

        return null;
    }

    /// <summary>Whether a value is written as nil, which is no entry at all.</summary>
    public static bool IsNil(SyntaxNode value) => value.Kind == NodeKind.Literal && value.FirstToken.Kind == TokenKind.Nil;

    /// <summary>Whether a table has an entry with a key, <c>(entry)</c> for one without; one that is nil is none.</summary>
    public bool HasEntry(SyntaxNode table, string key) => key == DeclarationForm.Entry
        ? table.Children().Any(entry => entry.Kind == NodeKind.Item)
        : ValueOf(table, key) is { } value && !IsNil(value);

    /// <summary>Whether a table has a key in brackets that is no string: which one only a run can tell.</summary>
    public bool HasUnknownKeys(SyntaxNode table) => table.Children().Any(entry => entry.Kind == NodeKind.KeyedEntry && KeyOf(entry) is null);

    /// <summary>How many functions are around a node, itself included if it is one.</summary>
    public int FunctionDepth(SyntaxNode node) => _functionDepths[node.Id];

    /// <summary>Whether a node runs exactly once when its file is loaded, as far as no error and no jump comes before it.</summary>
    public bool RunsOnce(SyntaxNode node) => _runsOnce[node.Id];

    /// <summary>Whether a name is assigned to where it stands.</summary>
    public bool IsTarget(SyntaxNode node)
    {
        SyntaxNode parent = Parent(node);
        return parent.Kind == NodeKind.Targets || (parent.Kind == NodeKind.FunctionStatement && parent.FirstChild == node);
    }
}
