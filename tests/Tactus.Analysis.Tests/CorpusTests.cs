using System.Text;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Analysis.Tests.Support;

namespace Tactus.Analysis.Tests;

// Proves that the checks find nothing in procedures that are right, however unusual, and exactly the one mistake in those that are wrong.
// Tactus.Language.Tests runs the same procedures, so that the checks and the run time cannot drift apart.
public sealed class CorpusTests
{
    private const int Fewest = 40;
    private static readonly AnalysisSettings s_settings = new() { HasDefaultModel = true };

    private static readonly HashSet<string> s_modules = [.. ModulesBelow("procedures"), .. ModulesBelow("tests/Tactus.Analysis.Tests/Corpus/right")];

    public static TheoryData<string> Right() => [.. Corpus.Right()];

    public static TheoryData<string> Wrong() => [.. Corpus.Wrong().Keys];

    [Theory]
    [MemberData(nameof(Right))]
    public void Nothing_is_found_in_what_is_right(string name) => SourceAnalyzer.Analyze(Corpus.Read(name), s_settings with { Modules = s_modules }).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void The_mistake_is_found_and_nothing_else(string name)
    {
        string source = Corpus.Wrong()[name];

        IReadOnlyList<Finding> findings = SourceAnalyzer.Analyze([new SourceText("wrong.tac", Encoding.UTF8.GetBytes(source))], s_settings with { Modules = new HashSet<string>(StringComparer.Ordinal) });

        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(finding => finding.Line == Corpus.LineOf(source) && finding.Kind.Severity == FindingSeverity.Error, string.Join('\n', findings));
    }

    [Fact]
    public void There_are_enough_of_both() => Math.Min(Corpus.Right().Count(), Corpus.Wrong().Count).ShouldBeGreaterThanOrEqualTo(Fewest);

    private static IEnumerable<string> ModulesBelow(string folder) =>
        Directory.EnumerateFiles(Checkout.PathOf(folder), "*.tac", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.PathOf(folder), file)[..^".tac".Length].Replace("/init", "", StringComparison.Ordinal).Replace('/', '.'));
}
