using System.CommandLine;
using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Runs;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus validate</c>: the configuration, then syntax and declarations, checked by a confined guest that performs nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create(CliContext context)
    {
        var options = new RunOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("validate", "Check a procedure's syntax, declarations and schemas, and its configuration; nothing is performed") { options.File, json };
        options.Grant.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            RunRequest request = await options.ReadAsync(parsed, context.WorkingDirectory, cancellationToken);
            List<TactusException> problems = [.. ConfigurationProblems(context, request)];
            if (problems.Count == 0)
            {
                await CheckDeclarationsAsync(context, request, problems, cancellationToken);
            }

            return ProblemList.Print(context.Console, problems, parsed.GetValue(json), $"{request.ProcedurePath}: valid");
        });
        return command;
    }

    private static IReadOnlyList<TactusException> ConfigurationProblems(CliContext context, RunRequest request) =>
        new ConfigurationLoader(context.Time).Validate(context.Engine.Planner.Describe(request.WorkingDirectory, request.ProcedurePath));

    private static async Task CheckDeclarationsAsync(
        CliContext context, RunRequest request, List<TactusException> problems, CancellationToken cancellationToken)
    {
        try
        {
            _ = await Description.OfAsync(context, context.Engine.Planner.Plan(request), cancellationToken);
        }
        catch (TactusException problem) when (ErrorExitCode.Of(problem.Code) == ExitCode.Usage)
        {
            problems.Add(problem);
        }
    }
}
