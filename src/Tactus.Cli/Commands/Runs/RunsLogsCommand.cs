using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs logs</c>: what a run printed and logged.</summary>
internal static class RunsLogsCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> id = CommonOptions.RunId();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("logs", "What a run printed and logged") { id, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            string runId = await RunIds.ResolveAsync(context.Store, parsed.GetValue(id)!, cancellationToken);
            List<RunEvent> events = [];
            await foreach (RunEvent line in context.Store.ReadEventsAsync(runId, cancellationToken))
            {
                if (parsed.GetValue(json))
                {
                    events.Add(line);
                }
                else
                {
                    Print(context.Console, line);
                }
            }

            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, events);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(CliConsole console, RunEvent line)
    {
        string text = SafeText.FromUtf8(line.Text);
        console.Out.WriteLine(line.Kind == "print" ? text : $"{line.At:HH:mm:ss.fff} {SafeText.OneLine(line.Name, 20),-5} {text.ReplaceLineEndings("\n  ")}");
    }

    private static void WriteJson(CliConsole console, List<RunEvent> events) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("events");
        foreach (RunEvent line in events)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", line.Kind);
            writer.WriteString("name", line.Name);
            writer.WriteString("text", SafeText.FromUtf8(line.Text));
            RunJson.WriteValue(writer, "data", line.Data);
            writer.WriteString("branch", line.Key.Branch);
            writer.WriteNumber("position", line.Key.Position);
            writer.WriteString("file", line.SourceFile);
            writer.WriteNumber("line", line.SourceLine);
            writer.WriteString("at", line.At);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
