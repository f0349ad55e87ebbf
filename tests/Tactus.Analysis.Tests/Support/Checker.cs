using System.Text;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis.Tests.Support;

/// <summary>Checks texts and shows what was found as lines.</summary>
internal static class Checker
{
    private static readonly AnalysisSettings s_settings = new() { HasDefaultModel = true };

    /// <summary>Each finding as <c>line:column code</c>.</summary>
    public static IReadOnlyList<string> Places(string source, AnalysisSettings? settings = null) =>
        [.. Findings(source, settings).Select(finding => $"{finding.Line}:{finding.Column} {finding.Kind.Code}")];

    /// <summary>The findings of one file.</summary>
    public static IReadOnlyList<Finding> Findings(string source, AnalysisSettings? settings = null) =>
        SourceAnalyzer.Analyze([new SourceText("x.tac", Encoding.UTF8.GetBytes(source))], settings ?? s_settings);
}
