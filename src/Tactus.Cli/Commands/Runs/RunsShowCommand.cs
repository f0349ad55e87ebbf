using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs show</c>: what happened, and what to do next.</summary>
internal static class RunsShowCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> id = CommonOptions.RunId();
        Option<bool> effects = CommonOptions.Flag("--effects", "Every effect too, in order");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("show", "One run: what happened, and what to do next") { id, effects, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            string runId = await RunIds.ResolveAsync(context.Store, parsed.GetValue(id)!, cancellationToken);
            RunRecord run = (await context.Store.FindAsync(runId, cancellationToken))!;
            List<JournalEntry> entries = [];
            if (parsed.GetValue(effects))
            {
                await foreach (JournalEntry entry in context.Store.ReadEntriesAsync(runId, cancellationToken))
                {
                    entries.Add(entry);
                }
            }

            DateTimeOffset now = context.Time.GetUtcNow();
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, run, entries, parsed.GetValue(effects), now);
            }
            else
            {
                Print(context.Console, run, entries, now);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteJson(CliConsole console, RunRecord run, List<JournalEntry> entries, bool withEffects, DateTimeOffset now) =>
        console.WriteJson(writer =>
        {
            writer.WriteStartObject();
            RunJson.WriteWhole(writer, run, now);
            if (withEffects)
            {
                writer.WriteStartArray("entries");
                foreach (JournalEntry entry in entries)
                {
                    writer.WriteStartObject();
                    writer.WriteString("branch", entry.Key.Branch);
                    writer.WriteNumber("position", entry.Key.Position);
                    writer.WriteString("kind", entry.Kind);
                    writer.WriteString("name", entry.Name);
                    writer.WriteString("class", entry.Class);
                    writer.WriteString("status", EntryStatusNames.ToText(entry.Status));
                    RunJson.WriteValue(writer, "arguments", entry.Arguments);
                    RunJson.WriteValue(writer, "result", entry.Result);
                    writer.WriteString("error", entry.Error is { } error ? $"{error.Code}: {error.Message}" : null);
                    writer.WriteString("file", entry.SourceFile);
                    writer.WriteNumber("line", entry.SourceLine);
                    writer.WriteString("started_at", entry.StartedAt);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });

    private static void Print(CliConsole console, RunRecord run, List<JournalEntry> entries, DateTimeOffset now)
    {
        RunStatus status = run.EffectiveStatus(now);
        void Line(string name, string text) => console.Out.WriteLine($"{name,-11}{SafeText.OneLine(text, 2000)}");
        Line("run", run.Id);
        console.Out.WriteLine($"{"status",-11}{RunJson.StyleOf(status).Apply(RunStatusNames.ToText(status), console.OutColours)}");
        Line("procedure", run.ProcedurePath);
        Line("driver", run.Driver);
        Line("started", Quantity.Time(run.CreatedAt));
        if (run.EndedAt is { } ended)
        {
            Line("ended", $"{Quantity.Time(ended)} (took {Quantity.Duration(ended - run.CreatedAt)})");
        }

        Line("input", Value.Decode(run.Input).ToString());
        if (run.Completion is { } completion)
        {
            Line("effects", $"{completion.Effects}");
            Line("guest", $"{Quantity.Duration(completion.CpuTime)} of CPU, Lua heap at most {Quantity.Bytes(completion.LuaPeakBytes)}");
            if (completion.Output is { Length: > 0 } output)
            {
                Line("output", Value.Decode(output).ToString());
            }
        }

        foreach (string control in run.Controls)
        {
            Line("control", control);
        }

        foreach (JournalEntry entry in entries)
        {
            Line($"{entry.Key.Branch}#{entry.Key.Position}", $"{entry.Kind} {entry.Name} {EntryStatusNames.ToText(entry.Status)} ({entry.SourceFile}:{entry.SourceLine})");
        }

        RunJson.ErrorOf(run.Completion)?.Print(console);
        console.Out.Flush();
        if (NextStep(status, run.Id) is { } next)
        {
            console.Note("next: " + next, TextStyle.Bold);
        }
    }

    private static string? NextStep(RunStatus status, string id) => status switch
    {
        RunStatus.Failed => $"tactus runs logs {id} shows what it printed before it failed",
        RunStatus.Refused => "change what the error names, then run it again",
        RunStatus.Interrupted => "the guest, the engine or this machine ended it; run it again",
        RunStatus.OutOfBudget or RunStatus.OutOfMemory or RunStatus.TimedOut => "raise the limit that the error names (tactus config explain sandbox.limits), or make the procedure need less",
        _ => null,
    };
}
