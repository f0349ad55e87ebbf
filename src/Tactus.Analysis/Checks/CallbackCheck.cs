using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Effects in functions that Lua calls where nothing can wait: callbacks of <c>string.gsub</c>, and <c>__tostring</c>.</summary>
internal sealed class CallbackCheck : ISourceCheck
{
    private const string Gsub = "gsub";

    private static readonly HashSet<string> s_effects = new(StringComparer.Ordinal)
    {
        "Host.call", "Http.get", "Http.post", "Http.request", "File.read", "File.write", "File.append", "File.exists", "File.size", "File.list", "File.remove",
        "Human.approve", "Human.input", "Human.select", "Human.multiple", "Human.review", "Human.upload", "Sleep", "checkpoint", "Step.checkpoint",
        "Procedure.run", "Procedure.spawn", "Procedure.wait",
    };

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (SyntaxNode node in source.Nodes(NodeKind.Function))
        {
            if (PlaceOf(source, node) is { } place)
            {
                CheckBody(source, node, place, findings);
            }
        }
    }

    private static string? PlaceOf(CheckedSource source, SyntaxNode function)
    {
        SyntaxNode parent = source.Parent(function);
        if (parent.Kind is NodeKind.NamedEntry or NodeKind.KeyedEntry)
        {
            return source.KeyOf(parent) == "__tostring" ? "__tostring" : null;
        }

        SyntaxNode call = parent.Kind == NodeKind.Expressions ? source.Parent(parent) : parent;
        bool isGsub = (call.Kind == NodeKind.Call && source.GlobalPath(call.FirstChild) == "string.gsub")
            || (call.Kind == NodeKind.MethodCall && source.Tree.StringOf(source.Tree.TokenAt(call.Value)) == Gsub);
        return isGsub ? "a callback of string.gsub" : null;
    }

    private static void CheckBody(CheckedSource source, SyntaxNode function, string place, FindingList findings) => SyntaxWalk.Visit(function, node =>
    {
        if (node.Kind == NodeKind.Call && source.GlobalPath(node.FirstChild) is { } path && s_effects.Contains(path))
        {
            findings.Add(FindingKind.EffectInCallback, node.FirstToken, $"{path} cannot be used in {place}: Lua cannot wait there", "call it before, and use the result inside");
        }

        return node == function || node.Kind != NodeKind.Function;
    });
}
