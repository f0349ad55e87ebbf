using System.Text.Json;
using Tactus.Cli.Commands.Runs;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs.Tracing;

/// <summary>A journal as one JSON object.</summary>
internal static class TraceJson
{
    /// <summary>Writes it; the entries are read while they are written.</summary>
    public static async Task WriteAsync(Utf8JsonWriter writer, RunRecord run, DateTimeOffset now, IAsyncEnumerable<TracedEntry> entries, CancellationToken cancellationToken)
    {
        writer.WriteStartObject();
        RunJson.WriteSummary(writer, run, now);
        writer.WriteStartArray("entries");
        await foreach (TracedEntry traced in entries)
        {
            Write(writer, traced);
            if (writer.BytesPending > TraceLimits.FlushBytes)
            {
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Writes one entry.</summary>
    public static void Write(Utf8JsonWriter writer, TracedEntry traced)
    {
        JournalEntry entry = traced.Entry;
        writer.WriteStartObject();
        writer.WriteString("key", traced.Key);
        writer.WriteString("branch", entry.Key.Branch);
        writer.WriteNumber("position", entry.Key.Position);
        writer.WriteNumber("sequence", entry.Sequence);
        writer.WriteNumber("delivery", entry.Delivery);
        writer.WriteString("kind", entry.Kind);
        writer.WriteString("name", entry.Name);
        writer.WriteString("class", entry.Class);
        writer.WriteString("status", EntryStatusNames.ToText(entry.Status));
        writer.WriteNumber("attempt", entry.Attempt);
        RunJson.WriteValue(writer, "arguments", entry.Arguments);

        // What stands in an intent's result is its executor's note for a repeat, and no answer.
        RunJson.WriteValue(writer, "result", entry.Status == EntryStatus.Intent ? null : entry.Result);
        writer.WriteString("error", entry.Error is { } error ? $"{error.Code}: {error.Message}" : null);
        writer.WriteString("file", entry.SourceFile);
        writer.WriteNumber("line", entry.SourceLine);
        writer.WriteString("started_at", entry.StartedAt);
        RunJson.WriteTime(writer, "ended_at", entry.EndedAt);
        if (traced.Answer is { } answer)
        {
            writer.WriteString("answered_by", answer.AnsweredBy);
            writer.WriteString("answered_at", answer.At);
        }

        writer.WriteEndObject();
    }
}
