using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tests.Fuzzing;
using Xunit.Abstractions;

namespace Tactus.Analysis.Tests;

// Proves that no input crashes the checks, and that every finding has a place, a sentence and a mend.
public sealed class AnalyzerFuzzTests(ITestOutputHelper output)
{
    private const int Share = 4;

    [Fact]
    public void Generated_and_broken_inputs_are_checked_to_their_end()
    {
        int found = 0;
        foreach ((int number, byte[] source) in FuzzInputs.All().Where(input => input.Number % Share == 0))
        {
            IReadOnlyList<Finding> findings = [];
            Exception? failure = Record.Exception(() => findings = SourceAnalyzer.Analyze([new SourceText("x.tac", source)], new AnalysisSettings()));
            failure.ShouldBeNull($"seed {FuzzInputs.Seed}, input {number}");
            findings.ShouldAllBe(finding => finding.Line > 0 && finding.Column > 0 && finding.Message.Length > 0 && finding.Mend.Length > 0);
            found += findings.Count;
        }

        output.WriteLine($"seed {FuzzInputs.Seed}: {FuzzInputs.Count / Share} inputs, {found} findings");

        found.ShouldBeGreaterThan(FuzzInputs.Count / Share);
    }
}
