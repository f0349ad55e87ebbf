using System.CommandLine;
using Tactus.Cli.Commands.Runs.Tracing;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs</c>: everything about the runs of this user.</summary>
internal static class RunsCommand
{
    public static Command Create(CliContext context) => new("runs", "Look at runs; let them go on, answer them, end them, fork them; apply or discard what a staged one wrote")
    {
        RunsListCommand.Create(context),
        RunsShowCommand.Create(context),
        RunsLogsCommand.Create(context),
        RunsTraceCommand.Create(context),
        RunsResumeCommand.Create(context),
        RunsCancelCommand.Create(context),
        RunsForkCommand.Create(context),
        RunsRespondCommand.Create(context),
        RunsResolveCommand.Create(context),
        RunsPruneCommand.Create(context),
        RunsStagedCommands.Diff(context),
        RunsStagedCommands.Apply(context),
        RunsStagedCommands.Discard(context),
    };
}
