using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis.Checks;

/// <summary>Two declarations of one sort with one name.</summary>
internal sealed class DuplicateCheck : ISourceCheck
{
    // Classify gives a value and registers nothing.
    private const string Unregistered = "Classify";
    private const string Main = "main";

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        IEnumerable<IGrouping<(string Kind, string Name), DeclaredThing>> groups = bundle.Declarations
            .Where(thing => thing.Kind != Unregistered && (thing.Name.Length > 0 || thing.Kind == "Procedure"))
            .GroupBy(thing => (thing.Kind, Name: thing.Name.Length > 0 ? thing.Name : Main));
        foreach (IGrouping<(string Kind, string Name), DeclaredThing> group in groups)
        {
            DeclaredThing[] things = [.. group.OrderBy(thing => thing.Place.Start)];
            DeclaredThing first = things[0];
            foreach (DeclaredThing other in things.Skip(1).Where(thing => thing.Source == source && first.Source == source))
            {
                findings.Add(
                    FindingKind.Duplicate,
                    other.Place,
                    $"two {group.Key.Kind.ToLowerInvariant()}s are called '{group.Key.Name}': {source.File}:{first.Place.Line} and {source.File}:{other.Place.Line}",
                    $"give one of them another name: other = {group.Key.Kind} {{…}}");
            }
        }
    }
}
