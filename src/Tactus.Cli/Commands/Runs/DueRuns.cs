using System.Text.Json;
using Tactus.Cli.Output;
using Tactus.Engine.Resuming;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs resume --due</c>: one run after the other, a line each. What a timer calls.</summary>
internal static class DueRuns
{
    /// <summary>Resumes them.</summary>
    /// <returns>0 when each could be resumed, whatever became of it; else 2.</returns>
    public static async Task<int> ResumeAsync(CliContext context, ResumeOptions options, bool json, CancellationToken cancellationToken)
    {
        List<(string RunId, string Status, ErrorReport? Error)> ended = [];
        await foreach (string runId in context.Engine.FindDueAsync(cancellationToken))
        {
            (string RunId, string Status, ErrorReport? Error) line = await ResumeAsync(context, runId, options, cancellationToken);
            ended.Add(line);
            if (!json)
            {
                context.Console.Out.WriteLine($"{line.RunId}  {line.Status}{(line.Error is { } error ? $"  {error.Code}: {SafeText.OneLine(error.Message, 300)}" : "")}");
            }
        }

        if (json)
        {
            context.Console.WriteJson(writer => Write(writer, ended));
        }
        else if (ended.Count == 0)
        {
            context.Console.Note("no suspended run can go on now");
        }

        return ended.Exists(line => line.Status == Refused) ? ExitCode.Usage : ExitCode.Success;
    }

    private const string Refused = "not resumed";

    private static async Task<(string RunId, string Status, ErrorReport? Error)> ResumeAsync(
        CliContext context, string runId, ResumeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            void Tell(string line) => context.Console.Note($"tactus: {runId}: {SafeText.OneLine(line, 1000)}", TextStyle.Warning);
            RunOutcome outcome = await context.Engine.ResumeAsync(runId, options, new RunSurroundings { Notice = Tell }, cancellationToken);
            return (outcome.Record.Id, RunStatusNames.ToText(outcome.Record.Status), RunJson.ErrorOf(outcome.Record.Completion));
        }
        catch (TactusException refusal)
        {
            return (runId, Refused, ErrorReport.Of(refusal));
        }
    }

    private static void Write(Utf8JsonWriter writer, List<(string RunId, string Status, ErrorReport? Error)> ended)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("runs");
        foreach ((string runId, string status, ErrorReport? error) in ended)
        {
            writer.WriteStartObject();
            writer.WriteString("run_id", runId);
            writer.WriteString("status", status);
            writer.WritePropertyName("error");
            if (error is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                error.Write(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
