using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tactus.Architecture.Tests;

// Proves that project references only go down, and that guest and host share the wire and nothing else.
public sealed partial class LayerOrderTests
{
    // What each project may reference directly: the table of docs/architecture.md is the rule itself, so that it cannot grow old.
    private static readonly Dictionary<string, string[]> Allowed = ReadTable();

    [Fact]
    public void Every_reference_goes_down()
    {
        Dictionary<string, string[]> references = ReadReferences();

        references.Keys.Order(StringComparer.Ordinal).ShouldBe(Allowed.Keys.Order(StringComparer.Ordinal));
        Violations(references).ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_that_goes_up_is_found()
    {
        Dictionary<string, string[]> references = ReadReferences();
        references["Policy"] = ["Cli"];

        Violations(references).ShouldBe(["Policy -> Cli"]);
    }

    [Fact]
    public void The_guest_reaches_no_host_project()
    {
        Dictionary<string, string[]> references = ReadReferences();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Reach("Guest", references, reached);

        reached.Order(StringComparer.Ordinal).ShouldBe(["Guest", "Language", "Lua", "Protocol", "Syntax"]);
    }

    private static void Reach(string project, Dictionary<string, string[]> references, HashSet<string> reached)
    {
        if (!reached.Add(project))
        {
            return;
        }

        foreach (string next in references[project])
        {
            Reach(next, references, reached);
        }
    }

    private static List<string> Violations(Dictionary<string, string[]> references) =>
    [
        .. from project in references
           from target in project.Value
           where !Allowed[project.Key].Contains(target, StringComparer.Ordinal)
           select $"{project.Key} -> {target}",
    ];

    private static Dictionary<string, string[]> ReadTable() =>
        File.ReadLines(Checkout.PathOf("docs/architecture.md"))
            .Select(line => RowPattern().Match(line))
            .Where(row => row.Success)
            .ToDictionary(
                row => row.Groups["project"].Value,
                row => row.Groups["references"].Value is "nothing" ? [] : row.Groups["references"].Value.Split(", "),
                StringComparer.Ordinal);

    private static Dictionary<string, string[]> ReadReferences() =>
        Repository.Files("src", "*.csproj").ToDictionary(ShortName, ReadReferences, StringComparer.Ordinal);

    private static string[] ReadReferences(string project) =>
    [
        .. XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => ShortName(reference.Attribute("Include")!.Value)),
    ];

    private static string ShortName(string path) => Path.GetFileNameWithoutExtension(path).Replace("Tactus.", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `Tactus\.(?<project>\w+)` \|.*\| (?<references>[\w, ]+) \|$")]
    private static partial Regex RowPattern();
}
