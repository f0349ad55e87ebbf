using Tactus.Syntax.Declarations;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>Finds the declarations of a source with their tables.</summary>
internal static class DeclarationReader
{
    /// <summary>The declarations, in no particular order.</summary>
    public static IEnumerable<DeclaredThing> Read(CheckedSource source)
    {
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            if (CheckedSource.TableArgument(call) is not { } table)
            {
                continue;
            }

            // Model "name" {…} is a call of what Model "name" gave.
            SyntaxNode callee = call.FirstChild;
            string? before = callee.Kind == NodeKind.Call ? source.StringValue(callee.LastChild.FirstChild) : null;
            SyntaxNode word = before is null ? callee : callee.FirstChild;
            if (source.GlobalName(word) is { } kind && DeclarationKinds.All.Contains(kind, StringComparer.Ordinal))
            {
                yield return Describe(source, kind, call, word, table, before);
            }
        }
    }

    private static DeclaredThing Describe(CheckedSource source, string kind, SyntaxNode call, SyntaxNode word, SyntaxNode table, string? before)
    {
        SyntaxNode? target = TargetOf(source, call);
        string variable = target is { } named ? source.Text(named) : "";
        string? explicitName = source.ValueOf(table, "name") is { } value ? source.StringValue(value) : null;
        bool isGlobal = target is { Kind: NodeKind.Name, Value: < 0 };
        int local = target is { Value: >= 0 } declared ? declared.Value : -1;
        return new DeclaredThing(source, kind, before ?? explicitName ?? variable, word.FirstToken, table, local, isGlobal);
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
