using System.CommandLine;
using Tactus.Testing.Evaluations;

namespace Tactus.Cli.Commands.Testing;

/// <summary><c>tactus eval</c>: runs the cases of a procedure's evaluations and holds the outcomes against their thresholds.</summary>
internal static class EvalCommand
{
    public static Command Create(CliContext context)
    {
        var options = new TestOptions();
        Argument<string> file = CommonOptions.Procedure();
        Option<bool> json = CommonOptions.Json();
        Option<bool> verbose = CommonOptions.Flag("--verbose", "Show what every evaluator that failed expected and got", "-v");
        var command = new Command("eval", "Run the evaluations of a procedure; nothing of the workspace is changed") { file, json, verbose };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            var session = new EvalSession(context, options, parsed);
            IReadOnlyList<EvaluationReport> reports = await session.RunAsync(parsed.GetValue(file)!, cancellationToken);
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer => EvaluationReportJson.Write(writer, reports));
            }
            else
            {
                foreach (EvaluationReport report in reports)
                {
                    new EvalView(context.Console).Print(report, parsed.GetValue(verbose));
                }
            }

            return reports.All(report => report.Missed.Count == 0) ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }
}
