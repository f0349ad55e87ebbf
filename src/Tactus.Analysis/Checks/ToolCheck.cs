using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Tools that an agent names and nobody declares, and tools that nobody uses.</summary>
internal sealed class ToolCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        // What is declared under a name that only a run knows may be any tool.
        bool isOpen = bundle.Declarations.Any(thing => thing.Kind is "Tool" or "Toolset" && thing.Name is null);
        HashSet<string> known = [.. bundle.Declarations.Where(thing => thing.Kind is "Tool" or "Toolset").Select(thing => thing.Name).OfType<string>(), .. bundle.Settings.ToolNames, .. bundle.DefinedToolsets];

        // A file that declares tools and nothing that could use them is there for other files.
        bool hasUsers = !bundle.HidesGlobals && !bundle.LooksUpTools && !bundle.IsNamedAsFile(source)
            && bundle.Declarations.Any(other => other.Kind is "Agent" or "Procedure" or "input" or "output");
        foreach (DeclaredThing thing in bundle.DeclarationsOf(source))
        {
            if (thing.Kind == "Agent" && !isOpen && source.ValueOf(thing.Table, "tools") is { Kind: NodeKind.Table } tools)
            {
                CheckList(source, bundle, thing, tools, known, findings);
            }
            else if (hasUsers && IsUnused(thing, bundle))
            {
                findings.Add(FindingKind.UnusedTool, thing.Place, $"no agent has the tool '{thing.Name}', and nothing calls it", $"add it to an agent's tools, or remove it");
            }
        }
    }

    private static bool IsUnused(DeclaredThing thing, Bundle bundle) =>
        thing is { Kind: "Tool", Name.Length: > 0 } && (thing.IsGlobal || thing.Local >= 0) && !bundle.IsRead(thing) && !bundle.HasString(thing.Name);

    private static void CheckList(CheckedSource source, Bundle bundle, DeclaredThing agent, SyntaxNode tools, HashSet<string> known, FindingList findings)
    {
        foreach (SyntaxNode item in tools.Children().Where(item => item.Kind == NodeKind.Item && !findings.IsFull))
        {
            // A name with a dot or a slash is a source such as mcp.server, which the configuration knows.
            string? name = source.StringValue(item.FirstChild);
            if (name is null || name.AsSpan().IndexOfAny('.', '/') >= 0 || known.Contains(name) || bundle.HasModuleEndingWith(name))
            {
                continue;
            }

            string mend = NearestName.Of(name, known) is { } near ? $"did you mean '{near}'?" : $"declare it: {name} = Tool {{…}}, or name a toolset or an MCP server";
            findings.Add(FindingKind.UnknownTool, item.FirstToken, $"nothing declares the tool '{name}' of agent '{agent.Name}'", mend);
        }
    }
}
