using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs list</c>.</summary>
internal static class RunsListCommand
{
    public static Command Create(CliContext context)
    {
        var status = new Option<string?>("--status") { Description = "Only runs of this status, for instance failed or interrupted" };
        status.CompletionSources.Add([.. Enum.GetValues<RunStatus>().Select(RunStatusNames.ToText)]);
        var procedure = new Option<string?>("--procedure") { Description = "Only runs of this procedure file" };
        var limit = new Option<int>("--limit") { Description = "At most so many, newest first", DefaultValueFactory = _ => 20 };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "Runs, newest first") { status, procedure, limit, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            RunStatus? wanted = ParseStatus(parsed.GetValue(status));
            DateTimeOffset now = context.Time.GetUtcNow();
            string? path = parsed.GetValue(procedure) is { } file ? Path.GetFullPath(file, context.WorkingDirectory) : null;
            // A run whose executor died says running until somebody looks: filter on what is shown, not on what is stored.
            RunStatus? stored = wanted is RunStatus.Running or RunStatus.Interrupted ? null : wanted;
            int most = Math.Clamp(parsed.GetValue(limit), 1, 10_000);
            IReadOnlyList<RunRecord> runs = await context.Store.ListAsync(new RunQuery(stored, path, most), cancellationToken);
            RunRecord[] shown = [.. runs.Where(run => wanted is null || run.EffectiveStatus(now) == wanted)];
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, shown, now);
            }
            else
            {
                Print(context.Console, shown, now, wanted is null && path is null);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static RunStatus? ParseStatus(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return RunStatusNames.TryParse(text, out RunStatus status)
            ? status
            : throw new TactusException(
                "TAC7003", $"'{text}' is no status of a run", "use one of " + string.Join(", ", Enum.GetValues<RunStatus>().Select(RunStatusNames.ToText)));
    }

    private static void WriteJson(CliConsole console, RunRecord[] runs, DateTimeOffset now) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("runs");
        foreach (RunRecord run in runs)
        {
            writer.WriteStartObject();
            RunJson.WriteSummary(writer, run, now);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Print(CliConsole console, RunRecord[] runs, DateTimeOffset now, bool all)
    {
        if (runs.Length == 0)
        {
            console.Note(all ? "no runs yet: tactus run FILE.tac makes one" : "no run matches");
            return;
        }

        var table = new TextTable("RUN", "STATUS", "STARTED", "TOOK", "DRIVER", "PROCEDURE");
        foreach (RunRecord run in runs)
        {
            RunStatus status = run.EffectiveStatus(now);
            table.Add(
                RunJson.StyleOf(status), run.Id, RunStatusNames.ToText(status), Quantity.Time(run.CreatedAt),
                run.EndedAt is { } ended ? Quantity.Duration(ended - run.CreatedAt) : "-", run.Driver, run.ProcedurePath);
        }

        table.Print(console);
    }
}
