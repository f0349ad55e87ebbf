using System.Text.RegularExpressions;
using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves that the tests and attacks which docs/threat-model.md and SPECIFICATION.md name as their proofs exist under these names.
public sealed partial class ClaimsTests
{
    public static TheoryData<string> Pages => new("docs/threat-model.md", "SPECIFICATION.md");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_test_that_a_page_names_exists(string page)
    {
        IReadOnlyList<Match> claims = TestName().Matches(Read(page));
        claims.Count.ShouldBeGreaterThan(15);
        claims.Where(claim => !Exists(claim.Groups[1].Value, claim.Groups[2].Value, claim.Groups[3].Value)).Select(claim => claim.Value).ShouldBeEmpty();

        // The control: a name that nobody bears is noticed.
        Exists("EndToEnd", nameof(ClaimsTests), "No_such_test").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_attack_that_a_page_names_exists(string page)
    {
        string[] attacks = [.. AttackCorpusTests.Folders.SelectMany(AttackFile.In)];
        AttackName().Matches(Read(page)).Select(match => match.Groups[1].Value).Except(attacks).ShouldBeEmpty();
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Checkout.Root, page));

    private static bool Exists(string project, string type, string method)
    {
        string directory = Path.Combine(Checkout.Root, "tests", $"Tactus.{project}.Tests");
        return Directory.Exists(directory)
            && Directory.EnumerateFiles(directory, type + ".cs", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`([A-Z]\w+)/(\w+Tests)\.(\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`((?:asking|inside|planting)/[\w-]+)`")]
    private static partial Regex AttackName();
}
