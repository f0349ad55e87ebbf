using System.CommandLine;
using System.Text.Json;
using Tactus.Cli.Commands.Runs.Tracing;
using Tactus.Cli.Output;
using Tactus.Cli.Views;
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
            RunStory story = await RunStory.ReadAsync(context.Store, runId, parsed.GetValue(effects), cancellationToken);
            DateTimeOffset now = context.Time.GetUtcNow();
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, run, story, parsed.GetValue(effects), now);
            }
            else
            {
                Print(context.Console, run, story, now);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteJson(CliConsole console, RunRecord run, RunStory story, bool withEffects, DateTimeOffset now) =>
        console.WriteJson(writer =>
        {
            writer.WriteStartObject();
            RunJson.WriteWhole(writer, run, now);
            writer.WriteString("next", NextStep.Of(run, run.EffectiveStatus(now), story.IsAnswered));
            WriteEntries(writer, "open", story.Open);
            writer.WriteStartArray("children");
            foreach (RunRecord child in story.Children)
            {
                writer.WriteStartObject();
                RunJson.WriteSummary(writer, child, now);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (withEffects)
            {
                WriteEntries(writer, "entries", story.Entries.Select(entry => new TracedEntry(entry, Answer: null)));
            }

            writer.WriteEndObject();
        });

    private static void WriteEntries(Utf8JsonWriter writer, string name, IEnumerable<TracedEntry> entries)
    {
        writer.WriteStartArray(name);
        foreach (TracedEntry entry in entries)
        {
            TraceJson.Write(writer, entry);
        }

        writer.WriteEndArray();
    }

    private static void Print(CliConsole console, RunRecord run, RunStory story, DateTimeOffset now)
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

        PrintKin(Line, run);
        Line("input", Value.Decode(run.Input).ToString());
        if (run.Completion is { } completion)
        {
            Line("effects", $"{completion.Effects}");
            Line("guest", $"{Quantity.Duration(completion.CpuTime)} of CPU, Lua heap at most {Quantity.Bytes(completion.LuaPeakBytes)}");
            if (ModelTurnText.Of(completion.Models) is { Length: > 0 } used)
            {
                Line("models", $"{Quantity.Count(completion.Models.Calls, "call")}, {used}");
            }

            if (completion.Output is { Length: > 0 } output)
            {
                Line("output", Value.Decode(output).ToString());
            }
        }

        foreach (string control in run.Controls)
        {
            Line("control", control);
        }

        foreach ((JournalEntry entry, RunAnswer? answer) in story.Open)
        {
            string answered = answer is null ? "" : $", answered by {answer.AnsweredBy}";
            Line(entry.Class == "once" ? "in doubt" : "open", $"{Naming(entry)} ({entry.SourceFile}:{entry.SourceLine}{answered}){Question(entry)}");
        }

        foreach (RunRecord child in story.Children)
        {
            Line("started", $"run {child.Id}: {RunStatusNames.ToText(child.EffectiveStatus(now))}");
        }

        foreach (JournalEntry entry in story.Entries)
        {
            Line($"{entry.Key.Branch}:{entry.Key.Position}", $"{entry.Kind} {entry.Name} {EntryStatusNames.ToText(entry.Status)} ({entry.SourceFile}:{entry.SourceLine})");
        }

        RunJson.ErrorOf(run.Completion)?.Print(console);
        console.Out.Flush();
        if (NextStep.Of(run, status, story.IsAnswered) is { } next)
        {
            console.Note("next: " + next, TextStyle.Bold);
        }
    }

    private static void PrintKin(Action<string, string> line, RunRecord run)
    {
        if (run.ParentId is { } parent)
        {
            line("parent", $"run {parent}");
        }

        if (run.ForkedFrom is { } origin)
        {
            line("fork of", $"run {origin}, up to entry {run.ForkedAt}");
        }

        if (run.ContinuedFrom is { } before)
        {
            line("follows", $"run {before}");
        }

        if (run.Completion?.ContinuedAs is { } after)
        {
            line("goes on as", $"run {after}");
        }

        if (run.Epoch > 1)
        {
            line("resumed", Quantity.Count(run.Epoch - 1, "time"));
        }

        if (run.CancelRequestedAt is { } asked && run.Status == RunStatus.Running)
        {
            line("to end", $"asked for at {Quantity.Time(asked)}");
        }
    }

    // A sleep has no name.
    private static string Naming(JournalEntry entry) => $"{EntryOption.ToText(entry.Key)} {entry.Kind} {entry.Name}".TrimEnd();

    private static string Question(JournalEntry entry) =>
        entry.Kind == "human.ask" && Value.Decode(entry.Arguments) is MapValue asked && asked.TryGet("message", out Value? message) && message is BytesValue bytes
            ? $": {SafeText.FromUtf8(bytes.Content.Span)}"
            : "";
}
