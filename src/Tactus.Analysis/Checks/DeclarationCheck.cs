using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>The tables of declarations: unknown keys, those of older dialects, values of the wrong kind, what is missing, and names that contradict.</summary>
internal sealed class DeclarationCheck : ISourceCheck
{
    private const string NameKey = "name";
    private const string Model = "Model";

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (DeclaredThing thing in bundle.DeclarationsOf(source))
        {
            if (thing.Kind == Model)
            {
                ValueCheck.CheckByType(source, Model, Model, thing.Table, thing.Place, findings);
            }
            else if (DeclarationForm.Of(thing.Kind) is { } form)
            {
                EntryCheck.Run(source, form, thing.Table, thing.Place, findings);
            }

            CheckName(thing, findings);
            CheckModel(thing, bundle, findings);
        }
    }

    private static void CheckName(DeclaredThing thing, FindingList findings)
    {
        if (thing.Kind is "Tool" or "Toolset" && thing.Name is "")
        {
            findings.Add(
                FindingKind.MissingKey, thing.Place, $"a {thing.Kind} needs a name", $"write name = {thing.Kind} {{…}}, or put name = \"…\" into the braces");
        }

        if (DeclarationForm.Of(thing.Kind)?.KindsOf(NameKey) is null && thing.Kind != Model)
        {
            return;
        }

        if (thing.Source.ValueOf(thing.Table, NameKey) is not { } value || thing.Source.StringValue(value) is not { Length: > 0 } own)
        {
            return;
        }

        // A local variable is the file's own affair.
        if (thing.IsGlobal && thing.Variable.Length > 0 && thing.Name == own && thing.Variable != own)
        {
            findings.Add(
                FindingKind.Contradiction,
                value.FirstToken,
                $"{thing.Kind} contradicts itself: it is called '{own}' and stands in the variable '{thing.Variable}'",
                "leave the name out, or give the variable the same one");
        }
        else if (thing.Variable.Length == 0 && thing.Name is { Length: > 0 } before && before != own && thing.Kind != Model)
        {
            findings.Add(FindingKind.Contradiction, value.FirstToken, $"{thing.Kind} contradicts itself: it has two names, '{before}' and '{own}'", "leave one of them out");
        }
    }

    private static void CheckModel(DeclaredThing thing, Bundle bundle, FindingList findings)
    {
        if (thing.Kind != "Agent" || bundle.Settings.HasDefaultModel || bundle.SetsDefaultModel || NamesModel(thing))
        {
            return;
        }

        findings.Add(
            FindingKind.NoModel,
            thing.Place,
            $"{thing.Title} has no model, and neither the file nor the configuration here names a default one: it runs with --mock only",
            "write model = \"openai/gpt-4o-mini\", or default_model \"…\" for all agents, or set models.default in the configuration");
    }

    private static bool NamesModel(DeclaredThing thing) =>
        thing.Source.HasUnknownKeys(thing.Table) || (thing.Source.ValueOf(thing.Table, "model") is { } model
        && (model.Kind != NodeKind.Table || thing.Source.HasEntry(model, NameKey) || thing.Source.HasUnknownKeys(model)));
}
