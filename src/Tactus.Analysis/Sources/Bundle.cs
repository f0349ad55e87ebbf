using System.Globalization;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>A procedure and its modules: what they set and use together, since they share one set of globals.</summary>
internal sealed class Bundle
{
    private const string Environment = "_ENV";

    private readonly HashSet<string> _globals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readGlobals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fileNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _moduleNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly HashSet<(CheckedSource Source, int Local)> _readLocals = [];

    private readonly Dictionary<(object Scope, string Name), int> _assigned = [];
    private readonly Dictionary<(object Scope, string Name), DeclaredThing?> _held = [];
    private readonly ILookup<CheckedSource, DeclaredThing> _bySource;

    public Bundle(IReadOnlyList<CheckedSource> sources, AnalysisSettings settings)
    {
        Sources = sources;
        Settings = settings;
        foreach (CheckedSource source in sources)
        {
            ReadNames(source);
            ReadFields(source);
            ReadStrings(source);
            ReadLookUps(source);
        }

        Declarations = DeclarationReader.Read(sources, _globals);
        _bySource = Declarations.ToLookup(thing => thing.Source);
        foreach (DeclaredThing thing in Declarations.Where(thing => thing.Local >= 0 || thing.IsGlobal))
        {
            // A second value would make it two things.
            (object Scope, string Name) key = KeyOf(thing.Source, thing.Local, thing.Variable);
            _held[key] = _held.ContainsKey(key) || _assigned.GetValueOrDefault(key) > (thing.IsGlobal ? 1 : 0) ? null : thing;
        }
    }

    public IReadOnlyList<CheckedSource> Sources { get; }

    public AnalysisSettings Settings { get; }

    public IReadOnlyList<DeclaredThing> Declarations { get; }

    /// <summary>The declarations of one source.</summary>
    public IEnumerable<DeclaredThing> DeclarationsOf(CheckedSource source) => _bySource[source];

    /// <summary>What the variable of a name holds, when it is one declaration and nothing else ever; null otherwise.</summary>
    public DeclaredThing? HeldBy(CheckedSource source, SyntaxNode name) =>
        name.Kind == NodeKind.Name ? _held.GetValueOrDefault(KeyOf(source, name.Value, name.Value < 0 ? source.Text(name) : "")) : null;

    /// <summary>True when a source reaches the table of globals itself: then nobody can tell which globals there are.</summary>
    public bool HidesGlobals { get; private set; }

    /// <summary>Globals that a source sets.</summary>
    public IReadOnlySet<string> SetGlobals => _globals;

    /// <summary>Whether a source sets a field of a global, given as <c>string.trim</c>.</summary>
    public bool SetsField(string path) => _fields.Contains(path);

    /// <summary>Whether a source gives a global table fields by names that only a run knows.</summary>
    public bool IsOpen(string table) => _open.Contains(table);

    /// <summary>Whether a text stands as a string somewhere.</summary>
    public bool HasString(string text) => _strings.Contains(text);

    /// <summary>Whether a text names the file of a source, as <c>use = "./tools.tac"</c> does: then its tools are used without being read.</summary>
    public bool IsNamedAsFile(CheckedSource source) =>
        _fileNames.Contains(Path.GetFileName(source.File));

    /// <summary>Whether tools are looked up by names that only a run knows.</summary>
    public bool LooksUpTools { get; private set; }

    /// <summary>Names that <c>Toolset.define</c> declares.</summary>
    public IReadOnlySet<string> DefinedToolsets => _defined;

    /// <summary>Whether the variable of a declaration is read anywhere.</summary>
    public bool IsRead(DeclaredThing thing) =>
        thing.Local >= 0 ? _readLocals.Contains((thing.Source, thing.Local)) : !thing.IsGlobal || _readGlobals.Contains(thing.Variable);

    /// <summary>Whether a source sets the model of agents without one.</summary>
    public bool SetsDefaultModel => _readGlobals.Contains("default_model");

    /// <summary>Whether a source requires a module whose last part is this name: <c>tactus.tools.done</c> has the tool <c>done</c>.</summary>
    public bool HasModuleEndingWith(string name) => _moduleNames.Contains(name);

    // Globals are the bundle's, locals their source's.
    private static (object Scope, string Name) KeyOf(CheckedSource source, int local, string global) =>
        local >= 0 ? (source, local.ToString(CultureInfo.InvariantCulture)) : ("", global);

    private void ReadNames(CheckedSource source)
    {
        foreach (SyntaxNode name in source.Nodes(NodeKind.Name))
        {
            bool isTarget = source.IsTarget(name);
            if (isTarget)
            {
                (object Scope, string Name) key = KeyOf(source, name.Value, name.Value < 0 ? source.Text(name) : "");
                _assigned[key] = _assigned.GetValueOrDefault(key) + 1;
            }

            if (name.Value >= 0)
            {
                _ = !isTarget && _readLocals.Add((source, name.Value));
                continue;
            }

            string text = source.Text(name);
            SyntaxNode parent = source.Parent(name);
            _ = parent.Kind == NodeKind.Index && source.IsTarget(parent) && _open.Add(text);
            (isTarget ? _globals : _readGlobals).Add(text);
            HidesGlobals |= text == Environment || (text == "_G" && parent.Kind != NodeKind.Field);
        }

        // A local of this name is where the globals after it are.
        for (int number = 0; number < source.Tree.LocalCount; number++)
        {
            HidesGlobals |= source.Tree.StringOf(source.Tree.LocalAt(number).Token) == Environment;
        }
    }

    private void ReadFields(CheckedSource source)
    {
        foreach (SyntaxNode field in source.Nodes(NodeKind.Field))
        {
            if (source.IsTarget(field) && source.GlobalPath(field) is { } path)
            {
                _fields.Add(path);
                _ = path.StartsWith("_G.", StringComparison.Ordinal) && _globals.Add(path["_G.".Length..]);
            }
        }
    }

    private void ReadStrings(CheckedSource source)
    {
        foreach (SyntaxNode literal in source.Nodes(NodeKind.Literal))
        {
            if (source.StringValue(literal) is { } text)
            {
                _strings.Add(text);
                _ = text.EndsWith(".tac", StringComparison.Ordinal) && _fileNames.Add(Path.GetFileName(text));
                _ = text.LastIndexOf('.') is var dot and >= 0 && _moduleNames.Add(text[(dot + 1)..]);
            }
        }
    }

    private void ReadLookUps(CheckedSource source)
    {
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            SyntaxNode first = call.LastChild.FirstChild;
            string? name = first.Exists ? source.StringValue(first) : null;
            switch (source.GlobalPath(call.FirstChild))
            {
                case "Tool" or "Tool.get" when first.Exists && first.Kind != NodeKind.Table && name is null:
                    LooksUpTools = true;
                    break;
                case "rawset" or "setmetatable" when first.Exists && source.GlobalName(first) is { } table:
                    _open.Add(table);
                    break;
                case "Toolset.define" when name is not null:
                    _defined.Add(name);
                    break;
                default:
                    break;
            }
        }
    }
}
