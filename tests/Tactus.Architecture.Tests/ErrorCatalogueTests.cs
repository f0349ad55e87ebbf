using System.Text.RegularExpressions;

namespace Tactus.Architecture.Tests;

// Proves that the error catalogue and the source name the same codes, and that no code stands for two things.
public sealed partial class ErrorCatalogueTests
{
    private static readonly string[] SourcePatterns = ["*.cs", "*.lua", "*.c", "*.json", "*.yml", "*.txt"];

    [Fact]
    public void Every_code_in_the_source_is_in_the_catalogue()
    {
        HashSet<string> catalogue = [.. CatalogueRows().Select(row => row.Code)];

        Dictionary<string, string> missing = SourceCodes().Where(code => !catalogue.Contains(code.Key)).ToDictionary();

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_code_in_the_catalogue_is_in_the_source()
    {
        Dictionary<string, string> source = SourceCodes();

        CatalogueRows().Where(row => !source.ContainsKey(row.Code)).ShouldBeEmpty();
    }

    [Fact]
    public void No_code_has_two_rows()
    {
        CatalogueRows().GroupBy(row => row.Code, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(row => row.Page))}").ShouldBeEmpty();
    }

    private static List<(string Code, string Page)> CatalogueRows() =>
    [
        .. from page in Repository.Files("docs/errors", "*.md")
           from line in File.ReadLines(page)
           let match = RowPattern().Match(line)
           where match.Success
           select (match.Groups[1].Value, Repository.Relative(page)),
    ];

    private static Dictionary<string, string> SourceCodes()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in SourcePatterns.SelectMany(pattern => Repository.Files("src", pattern)))
        {
            foreach (Match match in CodePattern().Matches(File.ReadAllText(file)))
            {
                codes.TryAdd(match.Value, Repository.Relative(file));
            }
        }

        return codes;
    }

    [GeneratedRegex(@"^\|\s*`?(TAC\d{4})`?\s*\|")]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"\bTAC\d{4}\b")]
    private static partial Regex CodePattern();
}
