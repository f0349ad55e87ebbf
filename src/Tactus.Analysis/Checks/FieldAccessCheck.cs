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
            if (source.GlobalName(field.FirstChild) is not { } owner || bundle.SetGlobals.Contains(owner) || KnownGlobals.FieldsOf(owner) is not { } fields)
            {
                continue;
            }

            string name = source.Tree.StringOf(field.LastToken);
            if (!fields.Contains(name) && !bundle.SetsField($"{owner}.{name}") && !source.IsTarget(field))
            {
                findings.Add(FindingKind.UnknownField, field.LastToken, $"{owner} has no field '{name}'", NearestName.Mend(name, [.. fields]));
            }
        }
    }
}
