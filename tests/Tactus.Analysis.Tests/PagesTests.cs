using System.Text.RegularExpressions;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Tests.Support;

namespace Tactus.Analysis.Tests;

// Proves that every procedure that a page shows is one in which validate finds no mistake.
public sealed partial class PagesTests
{
    private static readonly string[] s_folders = ["docs", "examples", "procedures"];

    public static TheoryData<string, int, string> Programs()
    {
        var programs = new TheoryData<string, int, string>();
        IEnumerable<string> pages = s_folders.SelectMany(folder => Directory.EnumerateFiles(Checkout.PathOf(folder), "*.md", SearchOption.AllDirectories));
        foreach (string page in pages.Append(Checkout.PathOf("README.md")).Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(page);
            foreach (Match match in Program().Matches(text))
            {
                programs.Add(Path.GetRelativePath(Checkout.Root, page), 2 + text.AsSpan(0, match.Index).Count('\n'), match.Groups["program"].Value);
            }
        }

        return programs;
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_procedure_on_a_page_has_no_mistake(string page, int line, string program) =>
        Checker.Findings(program).Where(finding => finding.Kind.Severity == FindingSeverity.Error)
            .Select(finding => $"{page}:{line + finding.Line - 1} {finding.Kind.Code} {finding.Message}").ShouldBeEmpty();

    [Fact]
    public void The_pages_show_procedures() => Programs().Count.ShouldBeGreaterThan(15);

    [GeneratedRegex(@"^```lua[^\n]*\n(?<program>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Program();
}
