using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Forms of older dialects: <c>Tool "x" {…}</c>, <c>Agent("x", {…})</c>, <c>planner.turn()</c>.</summary>
internal sealed class DialectCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        HashSet<int> agentLocals = [.. bundle.Declarations.Where(thing => thing.Source == source && thing is { Kind: "Agent", Local: >= 0 }).Select(thing => thing.Local)];
        HashSet<string> agentGlobals = [.. bundle.Declarations.Where(thing => thing is { Kind: "Agent", IsGlobal: true }).Select(thing => thing.Name)];
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            SyntaxNode callee = call.FirstChild;
            if (callee.Kind == NodeKind.Call && source.GlobalName(callee.FirstChild) is "Tool"
                && source.StringValue(callee.LastChild.FirstChild) is { } name && CheckedSource.TableArgument(call) is { } table && IsDeclaration(source, table))
            {
                findings.Add(FindingKind.OlderSpelling, callee.FirstToken, $"Tool \"{name}\" {{…}} is an older spelling", $"write {name} = Tool {{…}}");
            }
            else if (source.GlobalName(callee) is ("Tool" or "Agent" or "Model" or "Toolset") and var word
                && source.StringValue(call.LastChild.FirstChild) is { } first && call.LastChild.FirstChild.NextSibling.Exists)
            {
                findings.Add(FindingKind.OlderSpelling, callee.FirstToken, $"{word}(\"{first}\", …) is an older spelling", $"write {first} = {word} {{…}}");
            }
            else if (callee.Kind == NodeKind.Field && source.Tree.StringOf(callee.LastToken) == "turn" && IsAgent(source, callee.FirstChild, agentLocals, agentGlobals))
            {
                string agent = source.Text(callee.FirstChild);
                findings.Add(FindingKind.OlderSpelling, callee.LastToken, $"{agent}.turn() is an older spelling", $"call the agent itself: {agent}()");
            }
        }
    }

    // Tool("name")({…}) calls one; only a table with a function or a description in it declares one.
    private static bool IsDeclaration(CheckedSource source, SyntaxNode table) =>
        source.ValueOf(table, "description") is not null || table.Children().Any(entry => entry.Kind == NodeKind.Item);

    private static bool IsAgent(CheckedSource source, SyntaxNode name, HashSet<int> locals, HashSet<string> globals) =>
        name.Kind == NodeKind.Name && (name.Value >= 0 ? locals.Contains(name.Value) : globals.Contains(source.Text(name)));
}
