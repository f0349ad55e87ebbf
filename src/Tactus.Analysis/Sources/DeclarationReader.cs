using Tactus.Analysis.Names;
using Tactus.Syntax.Declarations;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>Finds the declarations of a bundle with their tables, by the rules of the language itself.</summary>
internal static class DeclarationReader
{
    // Words that may stand before a name and braces: Agent "x" {…} declares x when nothing has declared it by then, and calls it otherwise.
    private static readonly HashSet<string> s_named = new(StringComparer.Ordinal) { "Agent", "Model", "Task", "Toolset" };

    /// <summary>The declarations; those of one source in no particular order.</summary>
    /// <param name="sources">The procedure and its modules.</param>
    /// <param name="setGlobals">Globals that a source sets: a word among them is no longer the language's.</param>
    public static IReadOnlyList<DeclaredThing> Read(IReadOnlyList<CheckedSource> sources, IReadOnlySet<string> setGlobals)
    {
        List<DeclaredThing> found = [.. sources.SelectMany(ReadPlain).Where(thing => !setGlobals.Contains(thing.Kind))];
        var names = new DeclaredNames(found);
        foreach (DeclaredThing thing in sources.SelectMany(ReadNamed).Where(thing => !setGlobals.Contains(thing.Kind)))
        {
            if (LooksLikeOne(thing) && !names.MayHave(thing))
            {
                found.Add(thing);
                names.Add(thing);
            }
        }

        return found;
    }

    /// <summary>The name before the braces of <c>Agent "x" {…}</c>; null for anything else.</summary>
    public static string? NameBefore(CheckedSource source, SyntaxNode call) =>
        call.FirstChild is { Kind: NodeKind.Call } callee && IsOnly(callee.LastChild.FirstChild) ? source.StringValue(callee.LastChild.FirstChild) : null;

    private static bool IsOnly(SyntaxNode argument) => argument.Exists && !argument.NextSibling.Exists;

    private static IEnumerable<DeclaredThing> ReadPlain(CheckedSource source)
    {
        Dictionary<int, Declaration> variables = source.Tree.Declarations.ToDictionary(declaration => declaration.Offset);
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            if (CheckedSource.TableArgument(call) is { } table && source.GlobalName(call.FirstChild) is { } kind
                && (DeclarationKinds.All.Contains(kind, StringComparer.Ordinal) || DeclarationForm.Of(kind) is not null))
            {
                string variable = variables.TryGetValue(call.FirstToken.Start, out Declaration declaration) ? declaration.Name : "";
                yield return Describe(source, kind, call, call.FirstChild, table, NameOf(source, kind, table, variable), variable);
            }
        }
    }

    private static IEnumerable<DeclaredThing> ReadNamed(CheckedSource source)
    {
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            if (CheckedSource.TableArgument(call) is { } table && NameBefore(source, call) is { } name
                && source.GlobalName(call.FirstChild.FirstChild) is { } kind && s_named.Contains(kind))
            {
                yield return Describe(source, kind, call, call.FirstChild.FirstChild, table, name, "");
            }
        }
    }

    private static bool LooksLikeOne(DeclaredThing thing) => thing.Kind switch
    {
        "Agent" => thing.Source.ValueOf(thing.Table, "message") is null,
        "Model" => thing.Source.ValueOf(thing.Table, "type") is not null,
        _ => true,
    };

    // An own name goes before the variable's. What stands in a registry of models has a name there, which is not the model's.
    private static string? NameOf(CheckedSource source, string kind, SyntaxNode table, string variable)
    {
        if (kind == "Procedure" || source.ValueOf(table, "name") is not { } value || (kind == "Model" && variable.Length > 0 && IsForeign(source, table)))
        {
            return variable;
        }

        return source.StringValue(value);
    }

    private static bool IsForeign(CheckedSource source, SyntaxNode table) =>
        source.ValueOf(table, "type") is { } type && source.StringValue(type) is not ("mock" or "llm" or "http" or "naive_bayes");

    private static DeclaredThing Describe(
        CheckedSource source, string kind, SyntaxNode call, SyntaxNode word, SyntaxNode table, string? name, string variable)
    {
        SyntaxNode? target = TargetOf(source, call);
        bool isGlobal = target is { Kind: NodeKind.Name, Value: < 0 };
        int local = target is { Value: >= 0 } declared ? declared.Value : -1;
        return new DeclaredThing(source, kind, name, variable, word.FirstToken, call, table, local, isGlobal);
    }

    // The one variable that the call is assigned to.
    private static SyntaxNode? TargetOf(CheckedSource source, SyntaxNode call)
    {
        SyntaxNode values = source.Parent(call);
        SyntaxNode statement = values.Exists ? source.Parent(values) : values;
        if (!statement.Exists || values.Kind != NodeKind.Expressions || values.FirstChild != call || call.NextSibling.Exists)
        {
            return null;
        }

        SyntaxNode target = statement.Kind switch
        {
            NodeKind.Assignment => statement.FirstChild.FirstChild,
            NodeKind.Local => statement.FirstChild,
            _ => default,
        };
        return target.Tree is not null && target.Kind is NodeKind.Name or NodeKind.LocalName && (!target.NextSibling.Exists || target.NextSibling == values) ? target : null;
    }
}
