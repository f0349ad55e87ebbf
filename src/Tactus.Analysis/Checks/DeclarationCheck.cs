using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>The keys of declarations: unknown ones, those of older dialects, values of the wrong kind, and what is missing.</summary>
internal sealed class DeclarationCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (DeclaredThing thing in bundle.Declarations.Where(thing => thing.Source == source))
        {
            if (DeclarationForm.Of(thing.Kind) is { } form)
            {
                EntryCheck.Run(source, thing.Kind, form, thing.Table, findings);
                CheckNeeds(thing, form, findings);
            }

            CheckModel(thing, bundle, findings);
        }
    }

    private static void CheckNeeds(DeclaredThing thing, DeclarationForm form, FindingList findings)
    {
        bool isThere = form.Needs.Count == 0 || form.Needs.Any(key => key == DeclarationForm.Entry
            ? thing.Table.Children().Any(entry => entry.Kind == NodeKind.Item)
            : thing.Source.ValueOf(thing.Table, key) is not null);
        if (isThere)
        {
            return;
        }

        string what = thing.Name.Length > 0 ? $"{thing.Kind} '{thing.Name}'" : thing.Kind;
        (string missing, string mend) = thing.Kind switch
        {
            "Procedure" => ("a function", "write Procedure { input = {…}, function(input) … end }"),
            "Tool" => ("a function or 'use'", "write Tool { description = …, input = {…}, function(args) … end }, or use = \"host.NAME\""),
            _ => ($"any of {string.Join(", ", form.Needs)}", "write use = \"mcp.SERVER\" or tools = {…}"),
        };
        findings.Add(FindingKind.MissingKey, thing.Place, $"{what} lacks {missing}", mend);
    }

    private static void CheckModel(DeclaredThing thing, Bundle bundle, FindingList findings)
    {
        if (thing.Kind != "Agent" || bundle.Settings.HasDefaultModel || thing.Source.ValueOf(thing.Table, "model") is not null || bundle.SetsDefaultModel)
        {
            return;
        }

        findings.Add(
            FindingKind.MissingKey,
            thing.Place,
            $"Agent{(thing.Name.Length > 0 ? $" '{thing.Name}'" : "")} has no model, and neither the file nor the configuration names a default one",
            "write model = \"openai/gpt-4o-mini\", or default_model \"…\" for all agents");
    }
}
