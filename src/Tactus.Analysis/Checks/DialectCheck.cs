using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Forms of older dialects: <c>Tool "x" {…}</c>, <c>Agent("x", {…})</c>, <c>planner.turn()</c>.</summary>
internal sealed class DialectCheck : ISourceCheck
{
    private static readonly HashSet<string> s_words = new(StringComparer.Ordinal) { "Tool", "Agent", "Model", "Toolset", "Task", "Context" };

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        HashSet<int> agentLocals = [.. bundle.DeclarationsOf(source).Where(thing => thing is { Kind: "Agent", Local: >= 0 }).Select(thing => thing.Local)];
        HashSet<string> agentGlobals = [.. bundle.Declarations.Where(thing => thing is { Kind: "Agent", IsGlobal: true }).Select(thing => thing.Variable)];
        HashSet<string?> tools = [.. bundle.Declarations.Where(thing => thing.Kind == "Tool").Select(thing => thing.Name)];
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            SyntaxNode callee = call.FirstChild;
            if (callee.Kind == NodeKind.Call && source.GlobalName(callee.FirstChild) is "Tool" && !bundle.SetGlobals.Contains("Tool")
                && DeclarationReader.NameBefore(source, call) is { } name && CheckedSource.TableArgument(call) is { } table && IsDeclaration(source, name, table, tools))
            {
                findings.Add(FindingKind.OlderSpelling, callee.FirstToken, $"Tool \"{name}\" {{…}} is an older spelling", $"write {name} = Tool {{…}}");
            }
            else if (source.GlobalName(callee) is { } word && s_words.Contains(word) && !bundle.SetGlobals.Contains(word)
                && source.StringValue(call.LastChild.FirstChild) is { } first && call.LastChild.FirstChild.NextSibling.Exists)
            {
                findings.Add(FindingKind.OlderSpelling, callee.FirstToken, $"{word}(\"{first}\", …) is an older spelling", $"write {first} = {word} {{…}}");
            }
            else if (source.GlobalName(callee) is ("Specification" or "Specifications") and var specification
                && source.StringValue(call.LastChild.FirstChild) is not null && call.LastChild.FirstChild.NextSibling is { Exists: true, Kind: NodeKind.Table })
            {
                findings.Add(FindingKind.OlderSpelling, callee.FirstToken, $"{specification}(\"…\", {{…}}) is an older spelling", $"write {specification}([[Feature: …]])");
            }
            else if (callee.Kind == NodeKind.Field && source.Tree.StringOf(callee.LastToken) == "turn" && IsAgent(source, callee.FirstChild, agentLocals, agentGlobals))
            {
                string agent = source.Text(callee.FirstChild);
                findings.Add(FindingKind.OlderSpelling, callee.LastToken, $"{agent}.turn() is an older spelling", $"call the agent itself: {agent}()");
            }
        }
    }

    // Tool("name")({…}) calls one; only a table that looks like a declaration is one of old.
    private static bool IsDeclaration(CheckedSource source, string name, SyntaxNode table, HashSet<string?> tools) =>
        !tools.Contains(name) && !tools.Contains(null) && (source.HasEntry(table, "use") || source.HasEntry(table, "description") || BeginsWithFunction(table));

    private static bool BeginsWithFunction(SyntaxNode table) =>
        table.Children().FirstOrDefault(entry => entry.Kind == NodeKind.Item) is { Tree: not null, FirstChild.Kind: NodeKind.Function };

    private static bool IsAgent(CheckedSource source, SyntaxNode name, HashSet<int> locals, HashSet<string> globals) =>
        name.Kind == NodeKind.Name && (name.Value >= 0 ? locals.Contains(name.Value) : globals.Contains(source.Text(name)));
}
