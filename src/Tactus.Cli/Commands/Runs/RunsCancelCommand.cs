using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs cancel</c>: ends a run that runs, waits or was left behind.</summary>
internal static class RunsCancelCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> id = CommonOptions.RunId();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("cancel", "End a run and the runs that it started, whoever executes them") { id, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            RunRecord run = await context.Engine.CancelAsync(parsed.GetValue(id)!, cancellationToken);
            string status = RunStatusNames.ToText(run.Status);
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("run_id", run.Id);
                    writer.WriteString("status", status);
                    writer.WriteEndObject();
                });
            }
            else
            {
                context.Console.Out.WriteLine($"{run.Id}  {RunJson.StyleOf(run.Status).Apply(status, context.Console.OutColours)}");
            }

            if (run.Status != RunStatus.Cancelled && !parsed.GetValue(json))
            {
                context.Console.Note("it ended before the request reached it", TextStyle.Warning);
            }

            return ExitCode.Success;
        });
        return command;
    }
}
