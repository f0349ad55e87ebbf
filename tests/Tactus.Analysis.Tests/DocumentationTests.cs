using System.Text.RegularExpressions;
using Tactus.Analysis.Findings;

namespace Tactus.Analysis.Tests;

// Proves that the table of findings in docs/validate.md has every sort with its severity, and no other.
public sealed partial class DocumentationTests
{
    [Fact]
    public void The_table_has_every_finding_with_its_severity()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs/validate.md"));

        Row().Matches(page).Select(row => $"{row.Groups["code"].Value} {row.Groups["severity"].Value}")
            .ShouldBe(FindingKind.All.Select(kind => $"{kind.Code} {(kind.Severity == FindingSeverity.Error ? "error" : "warning")}"));
    }

    [GeneratedRegex(@"^\| (?<code>TAC\d{4}) \| (?<severity>\w+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
