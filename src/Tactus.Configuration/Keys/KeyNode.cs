namespace Tactus.Configuration.Keys;

/// <summary>A place in the tree of keys.</summary>
public sealed class KeyNode
{
    private readonly Dictionary<string, KeyNode> children = new(StringComparer.Ordinal);

    private KeyNode(string path) => Path = path;

    /// <summary>The whole tree.</summary>
    public static KeyNode Root { get; } = Build(ConfigurationKeys.All);

    /// <summary>The node of one argument of a host tool, beneath which items and properties repeat.</summary>
    public static KeyNode Argument { get; } = Root.children["host_tools"].children["*"].children["args"].children["*"];

    /// <summary>Dotted path with <c>*</c> for names; empty for the root.</summary>
    public string Path { get; }

    /// <summary>The row, or null for a section that has none of its own.</summary>
    public ConfigurationKey? Row { get; private set; }

    /// <summary>The children by name.</summary>
    public IReadOnlyDictionary<string, KeyNode> Children => children;

    /// <summary>True when the children are names that a person chooses.</summary>
    public bool HasNames => children.ContainsKey("*");

    /// <summary>What the value here looks like.</summary>
    public ValueKind Kind => Row?.Kind ?? ValueKind.Section;

    /// <summary>The child of this name, or null.</summary>
    public KeyNode? Find(string name) => children.GetValueOrDefault(HasNames ? "*" : name);

    private static KeyNode Build(IEnumerable<ConfigurationKey> rows)
    {
        var root = new KeyNode("");
        foreach (var row in rows)
        {
            var node = root;
            foreach (var segment in row.Path.Split('.'))
            {
                if (!node.children.TryGetValue(segment, out var child))
                {
                    child = new KeyNode(node.Path.Length == 0 ? segment : $"{node.Path}.{segment}");
                    node.children.Add(segment, child);
                }

                node = child;
            }

            node.Row = row;
        }

        return root;
    }
}
