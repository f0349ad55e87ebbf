using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis.Tests;

// Proves that the checks find nothing in the repository's own procedures but what they do on purpose: a check that cries wolf is switched off.
public sealed class RepositoryTests
{
    private static readonly AnalysisSettings s_settings = new() { HasDefaultModel = true };

    // Files that reach for what the language leaves out, or show what it refuses, and the codes that say so.
    private static readonly Dictionary<string, string> s_meant = new(StringComparer.Ordinal)
    {
        ["examples/03-secret-keeper/keeper.tac"] = "TAC1720",
        ["examples/04-hostile/hostile.tac"] = "TAC1701 TAC1703",
        ["tests/attacks/inside/environment.tac"] = "TAC1720",
        ["tests/attacks/inside/programs.tac"] = "TAC1701 TAC1703",
        ["tests/attacks/vm/deep-blocks.tac"] = "TAC1001",
        ["tests/attacks/vm/deep-functions.tac"] = "TAC1001",
        ["tests/attacks/vm/deep-parentheses.tac"] = "TAC1001",
        ["tests/attacks/vm/deep-tables.tac"] = "TAC1001",
        ["tests/attacks/vm/load-bytecode.tac"] = "TAC1701",
        ["tests/attacks/vm/load-text.tac"] = "TAC1701",
        ["tests/attacks/vm/many-locals.tac"] = "TAC1001",
        ["tests/attacks/vm/string-dump.tac"] = "TAC1703",

        // Tools that only a mock can stand for.
        ["tests/dialect/17-spellings.tac"] = "TAC1705 TAC1709 TAC1710",
    };

    public static TheoryData<string> Files() => [.. new[] { "examples", "procedures", "tests/attacks", "tests/dialect" }.SelectMany(Below)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Only_what_is_meant_is_found(string path)
    {
        IReadOnlyList<Finding> findings = SourceAnalyzer.Analyze([new SourceText(path, File.ReadAllBytes(Checkout.PathOf(path)))], s_settings);

        string.Join(' ', findings.Select(finding => finding.Kind.Code).Distinct().Order(StringComparer.Ordinal))
            .ShouldBe(s_meant.GetValueOrDefault(path, ""), string.Join('\n', findings));
    }

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(Checkout.PathOf(folder), "*.tac", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.Root, file)).Order(StringComparer.Ordinal);
}
