using Tactus.Analysis;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Commands.Testing;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Protocol;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Validating;

/// <summary>Everything that can be said of one procedure without running it.</summary>
internal static class ProcedureCheck
{
    // Always there: it asks nobody.
    private const string MockProvider = "mock";

    /// <summary>What was found, by place: the configuration's problems, then those of the sources.</summary>
    /// <exception cref="TactusException">The procedure cannot be read, or no guest can be started.</exception>
    public static async Task<IReadOnlyList<ErrorReport>> RunAsync(CliContext context, RunRequest request, CancellationToken cancellationToken)
    {
        ProcedureReader.RequireFile(Path.GetFullPath(request.ProcedurePath, request.WorkingDirectory), request.ProcedurePath);
        IReadOnlyList<TactusException> configuration =
            new ConfigurationLoader(context.Time).Validate(context.Engine.Planner.Describe(request.WorkingDirectory, request.ProcedurePath));
        if (configuration.Count > 0)
        {
            ProcedureBundle alone = new ProcedureReader([]).Read(Path.GetFullPath(request.ProcedurePath, request.WorkingDirectory));
            return [.. configuration.Select(ErrorReport.Of), .. Analyze(alone, request, new AnalysisSettings { HasDefaultModel = true }).Select(ReportOf)];
        }

        RunPlan plan = context.Engine.Planner.Plan(request);
        IReadOnlyList<Finding> findings = Analyze(plan.Bundle, request, SettingsOf(context, plan));
        List<ErrorReport> reports = [.. findings.Select(ReportOf)];
        foreach (ErrorReport said in await AskGuestAsync(context, plan, cancellationToken))
        {
            // The guest stops at its first error, which the checks most often found, too.
            if (!reports.Exists(report => IsSamePlace(report, said)))
            {
                reports.Add(said);
            }
        }

        return [.. reports.OrderBy(report => report.File != request.ProcedurePath).ThenBy(report => report.File, StringComparer.Ordinal).ThenBy(report => report.Line).ThenBy(report => report.Column)];
    }

    /// <summary>A finding as it is shown.</summary>
    public static ErrorReport ReportOf(Finding finding) =>
        new(finding.Kind.Code, finding.Message, finding.File, finding.Line, finding.Column, finding.Mend, Traceback: null)
        {
            IsWarning = finding.Kind.Severity == FindingSeverity.Warning,
        };

    // Modules are shown when they are the procedure's own; the standard ones are somebody else's.
    private static IReadOnlyList<Finding> Analyze(ProcedureBundle bundle, RunRequest request, AnalysisSettings settings)
    {
        ProcedureSource[] sources = [bundle.Main, .. bundle.Modules];
        HashSet<string> own = [.. sources.Where(source => source == bundle.Main || IsBeside(bundle, source)).Select(source => NameOf(bundle, source, request))];
        return [.. SourceAnalyzer.Analyze([.. sources.Select(source => new SourceText(NameOf(bundle, source, request), source.Content))], settings).Where(finding => own.Contains(finding.File))];
    }

    private static bool IsBeside(ProcedureBundle bundle, ProcedureSource source) =>
        source.FullPath.StartsWith(bundle.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string NameOf(ProcedureBundle bundle, ProcedureSource source, RunRequest request) =>
        source == bundle.Main ? request.ProcedurePath : Path.GetRelativePath(request.WorkingDirectory, source.FullPath);

    // What an untrusted file would declare is declared: whether it holds is for tactus trust to say. Where nobody has declared any tool, server or provider,
    // the file is read on a machine that is not to run it, and nothing can be said of them.
    private static AnalysisSettings SettingsOf(CliContext context, RunPlan plan) => new()
    {
        HasDefaultModel = plan.Grant.Models.Default is not null,
        IsReplayStrict = plan.Grant.StrictDeterminism,
        ToolNames = new HashSet<string>([.. plan.Grant.McpServers.Keys, .. plan.Grant.HostTools.Keys, .. Wished(plan, "mcp_servers.")], StringComparer.Ordinal),
        HostTools = Declared([.. plan.Grant.HostTools.Keys, .. Wished(plan, "host_tools.")], context.Engine.Tools.List(plan.Grant).Select(pair => pair.Tool.Name)),
        Servers = Declared([.. plan.Grant.McpServers.Keys, .. Wished(plan, "mcp_servers.")], []),
        Providers = Declared([.. plan.Grant.Models.Providers.Keys, .. Wished(plan, "models.providers.")], [MockProvider]),
        Modules = plan.Bundle.Modules.Select(module => module.Module).ToHashSet(StringComparer.Ordinal),
    };

    private static HashSet<string>? Declared(IReadOnlyList<string> names, IEnumerable<string> builtIn) =>
        names.Count == 0 ? null : new HashSet<string>([.. names, .. builtIn], StringComparer.Ordinal);

    private static IEnumerable<string> Wished(RunPlan plan, string section) =>
        plan.Configuration.UntrustedWidenings.Select(wish => wish.Key).Where(key => key.StartsWith(section, StringComparison.Ordinal)).Select(key => key[section.Length..]);

    private static bool IsSamePlace(ErrorReport report, ErrorReport said) =>
        !report.IsWarning && report.Line == said.Line && report.File is not null && said.File is not null
        && (report.File == said.File || Path.GetFileName(report.File) == Path.GetFileName(said.File));

    private static async Task<IReadOnlyList<ErrorReport>> AskGuestAsync(CliContext context, RunPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            Description description = await Description.OfAsync(context, plan, cancellationToken);
            return SpecificationSource.Read(plan.Bundle, description.Value) is { } specification ? ReportsOf(specification, plan) : [];
        }
        catch (TactusException problem) when (ErrorExitCode.Of(problem.Code) == ExitCode.Usage)
        {
            return [Shown(ErrorReport.Of(problem), plan), .. ReadSpecifications(plan)];
        }
    }

    // A guest that stumbled over something else has not said what the procedure specifies.
    private static IReadOnlyList<ErrorReport> ReadSpecifications(RunPlan plan) =>
        WrittenDescription.Of(plan.Bundle) is { } written && SpecificationSource.Read(plan.Bundle, written) is { } specification ? ReportsOf(specification, plan) : [];

    private static IReadOnlyList<ErrorReport> ReportsOf(SpecificationPlan specification, RunPlan plan) =>
    [
        .. specification.Problems.Select(problem => Shown(ErrorReport.Of(problem), plan)),
        .. specification.Warnings.Select(warning => Shown(ErrorReport.Of(warning), plan) with { IsWarning = true }),
    ];

    // The guest knows a file by its name in the bundle; a person by the path that was typed. A step has its whole line: it begins at its first word.
    private static ErrorReport Shown(ErrorReport report, RunPlan plan) =>
        report.File == plan.Bundle.Main.DisplayPath
            ? report with
            {
                File = plan.Request.ProcedurePath,
                Column = report is { Column: 0, Line: > 0 } ? FirstColumn(plan.Bundle.Main.Content, report.Line) : report.Column,
            }
            : report;

    private static int FirstColumn(ReadOnlySpan<byte> source, int line)
    {
        for (int i = 1; i < line; i++)
        {
            source = source[(source.IndexOf((byte)'\n') + 1)..];
        }

        int end = source.IndexOf((byte)'\n');
        ReadOnlySpan<byte> text = end < 0 ? source : source[..end];
        return text.Length - text.TrimStart(" \t"u8).Length + 1;
    }
}
