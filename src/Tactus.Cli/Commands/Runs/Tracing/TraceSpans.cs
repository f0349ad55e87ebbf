using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs.Tracing;

/// <summary>A journal as OpenTelemetry spans in OTLP's JSON: one for the run, one for each entry, beneath the entry that opened its branch.</summary>
/// <remarks>Ids follow from the run's id and the keys, so an export that is repeated gives the same spans.</remarks>
internal static class TraceSpans
{
    private const int InternalSpan = 1;
    private const int ClientSpan = 3;
    private const int Ok = 1;
    private const int Error = 2;
    private const int TraceIdBytes = 16;
    private const int SpanIdBytes = 8;
    private const long NanosecondsPerTick = 100;

    /// <summary>Writes it; the entries are read while they are written.</summary>
    public static async Task WriteAsync(Utf8JsonWriter writer, RunRecord run, DateTimeOffset now, IAsyncEnumerable<TracedEntry> entries, CancellationToken cancellationToken)
    {
        string trace = Id(run.Id, TraceIdBytes);
        writer.WriteStartObject();
        writer.WriteStartArray("resourceSpans");
        writer.WriteStartObject();
        writer.WriteStartObject("resource");
        writer.WriteStartArray("attributes");
        Attribute(writer, "service.name", "tactus");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartArray("scopeSpans");
        writer.WriteStartObject();
        writer.WriteStartObject("scope");
        writer.WriteString("name", "tactus.journal");
        writer.WriteEndObject();
        writer.WriteStartArray("spans");
        WriteRun(writer, trace, run, now);
        await foreach (TracedEntry traced in entries)
        {
            WriteEntry(writer, trace, run.Id, traced);
            if (writer.BytesPending > TraceLimits.FlushBytes)
            {
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    private static void WriteRun(Utf8JsonWriter writer, string trace, RunRecord run, DateTimeOffset now)
    {
        RunStatus status = run.EffectiveStatus(now);
        Start(writer, trace, SpanId(run.Id), Path.GetFileName(run.ProcedurePath), InternalSpan, run.CreatedAt, run.EndedAt ?? run.HeartbeatAt);
        if (run.ParentId is { } parent)
        {
            Link(writer, parent, "parent");
        }

        writer.WriteStartArray("attributes");
        Attribute(writer, "tactus.run.id", run.Id);
        Attribute(writer, "tactus.run.status", RunStatusNames.ToText(status));
        Attribute(writer, "tactus.driver", run.Driver);
        writer.WriteEndArray();
        WriteStatus(writer, status == RunStatus.Succeeded ? Ok : run.Completion?.ErrorCode is null ? 0 : Error, run.Completion?.ErrorMessage);
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, string trace, string runId, TracedEntry traced)
    {
        JournalEntry entry = traced.Entry;
        string name = entry.Name.Length == 0 ? entry.Kind : $"{entry.Kind} {entry.Name}";
        Start(writer, trace, SpanId(runId, traced.Key), name, ClientSpan, entry.StartedAt, entry.EndedAt ?? entry.StartedAt);
        writer.WriteString("parentSpanId", ParentOf(runId, entry.Key.Branch));
        writer.WriteStartArray("attributes");
        Attribute(writer, "tactus.entry", traced.Key);
        Attribute(writer, "tactus.class", entry.Class);
        Attribute(writer, "tactus.entry.status", EntryStatusNames.ToText(entry.Status));
        Attribute(writer, "tactus.attempt", entry.Attempt);
        Attribute(writer, "tactus.delivery", entry.Delivery);
        if (entry.SourceFile.Length > 0)
        {
            Attribute(writer, "code.file.path", entry.SourceFile);
            Attribute(writer, "code.line.number", entry.SourceLine);
        }

        if (traced.Answer is { } answer)
        {
            Attribute(writer, "tactus.answered_by", answer.AnsweredBy);
        }

        writer.WriteEndArray();
        WriteStatus(writer, StatusOf(entry.Status), entry.Error is { } error ? $"{error.Code}: {error.Message}" : null);
        writer.WriteEndObject();
    }

    private static int StatusOf(EntryStatus status) => status switch
    {
        EntryStatus.Succeeded => Ok,
        EntryStatus.Intent => 0,
        _ => Error,
    };

    // The branch X/7.procedure was opened by the entry at 7 of X; main belongs to the run.
    private static string ParentOf(string runId, string branch)
    {
        int slash = branch.LastIndexOf('/');
        return slash < 0 ? SpanId(runId) : SpanId(runId, $"{branch[..slash]}:{branch[(slash + 1)..].Split('.')[0]}");
    }

    private static void Start(Utf8JsonWriter writer, string trace, string span, string name, int kind, DateTimeOffset started, DateTimeOffset ended)
    {
        writer.WriteStartObject();
        writer.WriteString("traceId", trace);
        writer.WriteString("spanId", span);
        writer.WriteString("name", name);
        writer.WriteNumber("kind", kind);
        writer.WriteString("startTimeUnixNano", Nanoseconds(started));
        writer.WriteString("endTimeUnixNano", Nanoseconds(ended));
    }

    private static void Link(Utf8JsonWriter writer, string runId, string relation)
    {
        writer.WriteStartArray("links");
        writer.WriteStartObject();
        writer.WriteString("traceId", Id(runId, TraceIdBytes));
        writer.WriteString("spanId", SpanId(runId));
        writer.WriteStartArray("attributes");
        Attribute(writer, "tactus.relation", relation);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter writer, int code, string? message)
    {
        writer.WriteStartObject("status");
        writer.WriteNumber("code", code);
        if (message is not null)
        {
            writer.WriteString("message", message);
        }

        writer.WriteEndObject();
    }

    private static void Attribute(Utf8JsonWriter writer, string key, string value)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key);
        writer.WriteStartObject("value");
        writer.WriteString("stringValue", value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Attribute(Utf8JsonWriter writer, string key, long value)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key);
        writer.WriteStartObject("value");

        // OTLP's JSON writes 64-bit integers as text.
        writer.WriteString("intValue", value.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string SpanId(string runId, string key = "") => Id($"{runId}\n{key}", SpanIdBytes);

    private static string Id(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));

    private static string Nanoseconds(DateTimeOffset time) =>
        ((time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick).ToString(CultureInfo.InvariantCulture);
}
