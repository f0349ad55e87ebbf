using System.Text.RegularExpressions;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Tests.Support;

namespace Tactus.Analysis.Tests;

// Proves that a file with more than thirty mistakes of as many sorts has all of them found in one go, each with its place and a mend, and nothing else.
public sealed partial class MistakesTests
{
    private const int Fewest = 30;
    private static readonly string s_source = File.ReadAllText(Checkout.PathOf("tests/Tactus.Analysis.Tests/mistakes.tac"));

    private static readonly AnalysisSettings s_settings = new() { Modules = new HashSet<string>(StringComparer.Ordinal) { "tactus.tools.done" } };

    [Fact]
    public void Every_mistake_is_found_at_its_place_and_nothing_else()
    {
        string[] expected = [.. s_source.Split('\n').SelectMany((line, index) => Marks().Matches(line)
            .Select(mark => $"{index + 1}:{mark.Groups["column"].Value} {mark.Groups["code"].Value}"))];

        expected.Length.ShouldBeGreaterThan(Fewest);
        Checker.Places(s_source, s_settings).ShouldBe(expected);
    }

    [Fact]
    public void Every_finding_says_what_would_mend_it() =>
        Checker.Findings(s_source, s_settings).ShouldAllBe(finding => finding.Mend.Length > 0 && finding.Message.Length > 0);

    [Fact]
    public void Every_sort_of_finding_is_in_the_file()
    {
        IEnumerable<string> found = Checker.Findings(s_source, s_settings).Select(finding => finding.Kind.Code).Distinct();

        FindingKind.All.Except([FindingKind.More, FindingKind.UnreachableTool, FindingKind.UnreachableModel]).Select(kind => kind.Code).Except(found).ShouldBeEmpty();
    }

    [Fact]
    public void A_right_file_has_no_findings() => Checker.Places("local a = 1\nprint(a)\n").ShouldBeEmpty();

    [Fact]
    public void Only_so_many_findings_are_told()
    {
        IReadOnlyList<Finding> findings = Checker.Findings(string.Concat(Enumerable.Repeat("nothing()\n", 5000)));

        findings.Count.ShouldBe(1001);
        findings[^1].Kind.ShouldBe(FindingKind.More);
    }

    [GeneratedRegex(@"-- (?<code>TAC\d{4}):(?<column>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();
}
