using Tactus.Analysis.Checks;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis;

/// <summary>Checks a procedure and its modules without running them.</summary>
/// <remarks>Takes any bytes: at most 1,000 findings and 100 syntax errors of each file are told, in time that grows with the length alone.</remarks>
public static class SourceAnalyzer
{
    private static readonly ISourceCheck[] s_checks =
    [
        new GlobalCheck(), new FieldAccessCheck(), new DeclarationCheck(), new RepeatedKeyCheck(), new DuplicateCheck(), new ScriptCheck(), new RequireCheck(),
        new ArgumentCheck(), new FieldSchemaCheck(), new ToolCheck(), new ReachCheck(), new DialectCheck(), new ReplayCheck(), new CallbackCheck(),
    ];

    /// <summary>Everything that the checks find, by file in the order given and by place.</summary>
    /// <param name="sources">The procedure first, then its modules.</param>
    /// <param name="settings">What the checks have to know beside the sources.</param>
    public static IReadOnlyList<Finding> Analyze(IReadOnlyList<SourceText> sources, AnalysisSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(settings);
        CheckedSource[] parsed = [.. sources.Select(source => new CheckedSource(source))];
        var bundle = new Bundle(parsed, settings);
        var findings = new List<Finding>();
        foreach (CheckedSource source in parsed)
        {
            var list = new FindingList(source);
            Array.ForEach(s_checks, check => check.Run(source, bundle, list));
            findings.AddRange(list.Sorted());
        }

        return settings.IsReplayStrict ? [.. findings.Select(AsReplayError)] : findings;
    }

    /// <summary>What could make a replay go another way, and nothing else.</summary>
    /// <param name="sources">The procedure first, then its modules.</param>
    public static IReadOnlyList<Finding> FindReplayHazards(IReadOnlyList<SourceText> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        CheckedSource[] parsed = [.. sources.Select(source => new CheckedSource(source))];
        var bundle = new Bundle(parsed, new AnalysisSettings());
        var check = new ReplayCheck();
        return [.. parsed.SelectMany(source =>
        {
            var list = new FindingList(source);
            check.Run(source, bundle, list);
            return list.Sorted().Where(finding => FindingKind.ReplayHazards.Contains(finding.Kind));
        })];
    }

    /// <summary>The syntax errors alone.</summary>
    /// <param name="source">The file.</param>
    public static IReadOnlyList<Finding> CheckSyntax(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. new FindingList(new CheckedSource(source)).Sorted()];
    }

    private static Finding AsReplayError(Finding finding) =>
        FindingKind.ReplayHazards.Contains(finding.Kind) ? finding with { Kind = finding.Kind with { Severity = FindingSeverity.Error } } : finding;
}
