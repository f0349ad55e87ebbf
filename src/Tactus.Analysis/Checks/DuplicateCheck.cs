using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Two declarations of one sort with one name, which both run whenever the file does.</summary>
internal sealed class DuplicateCheck : ISourceCheck
{
    private const string Procedure = "Procedure";
    private const string Mocks = "Mocks";
    private const string Main = "main";

    // Classify gives a value and registers nothing; Mocks and the like have no name of their own.
    private static readonly HashSet<string> s_registered = new(StringComparer.Ordinal) { "Agent", "Context", "Model", Procedure, "Task", "Tool", "Toolset" };

    // Calls whose first argument is a name that may be declared once.
    private static readonly HashSet<string> s_called = new(StringComparer.Ordinal) { "Hitl", "Prompt", "Step" };

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (IGrouping<(string Kind, string Name), (string Kind, string Name, Token Place, int Line)> group in Named(source, bundle).GroupBy(item => (item.Kind, item.Name)))
        {
            (string Kind, string Name, Token Place, int Line)[] items = [.. group.OrderBy(item => item.Place.Start)];
            foreach ((string kind, string name, Token place, int line) in items.Skip(1))
            {
                // A line that runs again declares the same thing anew; so do two on one line.
                if (line != items[0].Line || !s_registered.Contains(kind) || kind == Procedure)
                {
                    findings.Add(
                        FindingKind.Duplicate,
                        place,
                        $"two {kind.ToLowerInvariant()}s are called '{name}': {source.File}:{items[0].Line} and {source.File}:{line}",
                        !s_registered.Contains(kind) ? "give one of them another name" : $"give one of them another name: other = {kind} {{…}}");
                }
            }
        }
    }

    private static IEnumerable<(string Kind, string Name, Token Place, int Line)> Named(CheckedSource source, Bundle bundle)
    {
        foreach (DeclaredThing thing in bundle.DeclarationsOf(source).Where(thing => s_registered.Contains(thing.Kind) && source.RunsOnce(thing.Call)))
        {
            string? name = thing.Name is "" ? thing.Kind == Procedure ? Main : null : thing.Name;
            if (name is not null)
            {
                yield return (thing.Kind, name, thing.Place, thing.Table.FirstToken.Line);
            }
        }

        foreach (DeclaredThing mocks in bundle.DeclarationsOf(source).Where(thing => thing.Kind == Mocks && source.RunsOnce(thing.Call)))
        {
            // One table that names a mock twice loses the first, which is told elsewhere.
            foreach (SyntaxNode entry in mocks.Table.Children().Where(entry => source.KeyOf(entry) is not null).DistinctBy(source.KeyOf))
            {
                yield return ("mock", source.KeyOf(entry)!, entry.FirstToken, mocks.Table.FirstToken.Line);
            }
        }

        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            // Prompt("name") alone gives the text back.
            SyntaxNode first = call.LastChild.FirstChild;
            if (source.GlobalName(call.FirstChild) is { } word && s_called.Contains(word) && !bundle.SetGlobals.Contains(word)
                && source.StringValue(first) is { } name && first.NextSibling.Exists && source.RunsOnce(call))
            {
                yield return (word, name, call.FirstToken, call.FirstToken.Line);
            }
        }
    }
}
