using System.CommandLine;
using Tactus.Analysis;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Cli.Commands.Sources;
using Tactus.Cli.Output;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Validating;

/// <summary>
/// <c>tactus validate</c>: the configuration, the static checks, and then declarations and specifications as a confined guest sees them that performs nothing.
/// </summary>
internal static class ValidateCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> files = CommonOptions.Paths("FILE", "Procedures, or directories with all .tac files below them");
        Option<bool> json = CommonOptions.Json();
        Option<bool> quick = CommonOptions.Flag("--quick", "Check the syntax alone");
        Option<bool> strict = CommonOptions.Flag("--strict", "Fail on warnings, too");
        var grant = new GrantOptions();
        var command = new Command("validate", "Find mistakes in procedures and in their configuration; nothing is performed") { files, json, quick, strict };
        grant.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            var problems = new List<ErrorReport>();
            IReadOnlyList<string> paths = SourcePaths.Find(parsed.GetValue(files)!, context.WorkingDirectory);
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    problems.AddRange(parsed.GetValue(quick)
                        ? CheckSyntax(context, path)
                        : await ProcedureCheck.RunAsync(context, grant.RequestFor(parsed, path, context.WorkingDirectory), cancellationToken));
                }
                catch (TactusException problem) when (paths.Count > 1 && ErrorExitCode.Of(problem.Code) == ExitCode.Usage)
                {
                    // A file that cannot be read is no reason to keep silent about the others.
                    problems.Add(ErrorReport.Of(problem));
                }
            }

            string valid = string.Join('\n', paths.Select(path => $"{SafeText.Clean(path)}: valid"));
            return ProblemList.Print(context.Console, problems, parsed.GetValue(json), valid, parsed.GetValue(strict));
        });
        return command;
    }

    private static IEnumerable<ErrorReport> CheckSyntax(CliContext context, string path)
    {
        IReadOnlyList<Finding> findings = SourceAnalyzer.CheckSyntax(new SourceText(path, SourcePaths.Read(path, context.WorkingDirectory)));
        return findings.Select(ProcedureCheck.ReportOf);
    }
}
