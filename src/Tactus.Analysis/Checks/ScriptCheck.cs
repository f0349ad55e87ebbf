using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>The <c>input {…}</c> and <c>output {…}</c> of scripts: twice, in a module, or beside a <c>Procedure</c>.</summary>
internal sealed class ScriptCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        DeclaredThing[] things = [.. bundle.DeclarationsOf(source).Where(thing => source.RunsOnce(thing.Call)).OrderBy(thing => thing.Place.Start)];
        DeclaredThing[] script = [.. things.Where(thing => thing.Kind is "input" or "output")];
        if (source != bundle.Sources[0])
        {
            foreach (DeclaredThing thing in script)
            {
                findings.Add(FindingKind.MixedStyles, thing.Place, $"{thing.Kind} {{…}} stands in a module; only the main file is a script", "return values or functions from a module");
            }

            return;
        }

        foreach (DeclaredThing second in script.GroupBy(thing => thing.Kind).SelectMany(group => group.Skip(1)))
        {
            findings.Add(FindingKind.MixedStyles, second.Place, $"{second.Kind} {{…}} stands twice", "put all fields into one");
        }

        if (script.Length > 0 && Array.Find(things, thing => thing.Kind == "Procedure") is { } procedure)
        {
            DeclaredThing later = procedure.Place.Start > script[0].Place.Start ? procedure : script[0];
            DeclaredThing earlier = later == procedure ? script[0] : procedure;
            findings.Add(
                FindingKind.MixedStyles,
                later.Place,
                $"a file is either a script or a Procedure; {(earlier == procedure ? "a Procedure" : earlier.Kind + " {…}")} is at line {earlier.Place.Line}",
                "move input and output into the Procedure");
        }
    }
}
