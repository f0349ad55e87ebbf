using System.Text.Json;
using Tactus.Cli.Commands.Runs;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Views;

/// <summary>The end of a run: its output, its error, its closing line, its JSON object.</summary>
internal static class RunSummary
{
    /// <summary>Prints the output on standard output.</summary>
    public static void PrintOutput(CliConsole console, RunRecord run)
    {
        if (run.Completion?.Output is { Length: > 0 } encoded && Value.Decode(encoded) is not NullValue and var output)
        {
            console.Out.WriteLine(SafeText.Clean(ValueJson.ToJson(output, indented: true)));
        }
    }

    /// <summary>Status, duration, effects, driver, run id on one line.</summary>
    public static void PrintClosingLine(CliConsole console, RunRecord run)
    {
        string status = RunJson.StyleOf(run.Status).Apply(RunStatusNames.ToText(run.Status), console.ErrorColours);
        string took = Quantity.Duration((run.EndedAt ?? run.CreatedAt) - run.CreatedAt);
        string effects = Quantity.Effects(run.Completion?.Effects ?? 0);
        string used = ModelTurnText.Of(run.Completion?.Models ?? ModelUsage.None);
        console.Error.WriteLine($"{status} in {took}, {effects}, {(used.Length == 0 ? "" : $"{used}, ")}{run.Driver}, run {run.Id}");
        PrintNextStep(console, run);
    }

    /// <summary>What a run that is not over waits for, and the command that lets it go on.</summary>
    public static void PrintNextStep(CliConsole console, RunRecord run)
    {
        if (run.Status is RunStatus.Suspended or RunStatus.InDoubt && NextStep.Of(run, run.Status) is { } next)
        {
            console.Note("next: " + next, TextStyle.Bold);
        }
    }

    /// <summary>The one JSON object of <c>tactus run --json</c>.</summary>
    public static void WriteJson(Utf8JsonWriter writer, RunRecord run)
    {
        writer.WriteStartObject();
        writer.WriteString("run_id", run.Id);
        writer.WriteString("status", RunStatusNames.ToText(run.Status));
        RunJson.WriteValue(writer, "output", run.Completion?.Output);
        writer.WritePropertyName("error");
        if (RunJson.ErrorOf(run.Completion) is { } error)
        {
            error.Write(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        RunJson.WriteWait(writer, run);
        writer.WriteString("continued_from", run.ContinuedFrom);
        writer.WriteString("forked_from", run.ForkedFrom);
        writer.WriteString("driver", run.Driver);
        writer.WriteNumber("duration_ms", (long)((run.EndedAt ?? run.CreatedAt) - run.CreatedAt).TotalMilliseconds);
        writer.WriteNumber("effects", run.Completion?.Effects ?? 0);
        RunJson.WriteUsage(writer, run.Completion);
        writer.WriteEndObject();
    }
}
