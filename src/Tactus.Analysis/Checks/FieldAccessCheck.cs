using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Fields that a table of the language does not have: <c>Host.cal</c>.</summary>
internal sealed class FieldAccessCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (SyntaxNode field in source.Nodes(NodeKind.Field))
        {
            CheckMember(source, bundle, field, findings);
            if (source.GlobalName(field.FirstChild) is not { } owner || bundle.SetGlobals.Contains(owner) || KnownGlobals.FieldsOf(owner) is not { } fields
                || bundle.IsOpen(owner))
            {
                continue;
            }

            string name = source.Tree.StringOf(field.LastToken);
            string path = $"{owner}.{name}";
            if (!fields.Contains(name) && !bundle.SetsField(path) && !source.IsTarget(field) && !source.Guarded.Contains(path))
            {
                findings.Add(
                    FindingKind.UnknownField, field.LastToken, $"{owner} has no field '{name}'", fields.Count > 0 ? NearestName.Mend(name, [.. fields]) : $"it has none; write {owner} {{…}}");
            }
        }
    }

    // planner.turn is an older spelling, which another check tells.
    private static void CheckMember(CheckedSource source, Bundle bundle, SyntaxNode field, FindingList findings)
    {
        string name = source.Tree.StringOf(field.LastToken);
        if (bundle.HeldBy(source, field.FirstChild) is { } thing && KnownGlobals.MembersOf(thing.Kind) is { } members && !members.Contains(name)
            && !source.IsTarget(field) && !(thing.Kind == "Agent" && name == "turn"))
        {
            findings.Add(FindingKind.UnknownField, field.LastToken, $"{thing.Title} has no field '{name}'", NearestName.Mend(name, [.. members]));
        }
    }
}
