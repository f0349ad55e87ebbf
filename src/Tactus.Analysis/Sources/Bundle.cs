using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>A procedure and its modules: what they set and use together, since they share one set of globals.</summary>
internal sealed class Bundle
{
    private readonly HashSet<string> _globals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readGlobals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<(CheckedSource Source, int Local)> _readLocals = [];

    public Bundle(IReadOnlyList<CheckedSource> sources, AnalysisSettings settings)
    {
        Sources = sources;
        Settings = settings;
        Declarations = [.. sources.SelectMany(DeclarationReader.Read)];
        foreach (CheckedSource source in sources)
        {
            ReadNames(source);
            ReadFields(source);
            ReadStrings(source);
        }
    }

    public IReadOnlyList<CheckedSource> Sources { get; }

    public AnalysisSettings Settings { get; }

    public IReadOnlyList<DeclaredThing> Declarations { get; }

    /// <summary>True when a source reaches the table of globals itself: then nobody can tell which globals there are.</summary>
    public bool HidesGlobals { get; private set; }

    /// <summary>Globals that a source sets.</summary>
    public IReadOnlySet<string> SetGlobals => _globals;

    /// <summary>Whether a source sets a field of a global, given as <c>string.trim</c>.</summary>
    public bool SetsField(string path) => _fields.Contains(path);

    /// <summary>Whether a text stands as a string somewhere.</summary>
    public bool HasString(string text) => _strings.Contains(text);

    /// <summary>Whether the variable of a declaration is read anywhere.</summary>
    public bool IsRead(DeclaredThing thing) =>
        thing.Local >= 0 ? _readLocals.Contains((thing.Source, thing.Local)) : !thing.IsGlobal || _readGlobals.Contains(thing.Name);

    /// <summary>Whether a source sets the model of agents without one.</summary>
    public bool SetsDefaultModel => _readGlobals.Contains("default_model");

    /// <summary>Whether a source requires a module whose last part is this name: <c>tactus.tools.done</c> has the tool <c>done</c>.</summary>
    public bool HasModuleEndingWith(string name) => _strings.Any(text => text.EndsWith("." + name, StringComparison.Ordinal));

    private void ReadNames(CheckedSource source)
    {
        foreach (SyntaxNode name in source.Nodes(NodeKind.Name))
        {
            bool isTarget = source.IsTarget(name);
            if (name.Value >= 0)
            {
                _ = !isTarget && _readLocals.Add((source, name.Value));
                continue;
            }

            string text = source.Text(name);
            (isTarget ? _globals : _readGlobals).Add(text);
            HidesGlobals |= text == "_ENV" || (text == "_G" && source.Parent(name).Kind != NodeKind.Field);
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
            }
        }
    }
}
