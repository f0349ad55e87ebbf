using System.Text.Json;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary>Run records as JSON and in colours: one convention for every command.</summary>
internal static class RunJson
{
    public static TextStyle StyleOf(RunStatus status) => status switch
    {
        RunStatus.Succeeded => TextStyle.Good,
        RunStatus.Running or RunStatus.Suspended => TextStyle.Warning,
        _ => TextStyle.Bad,
    };

    /// <summary>Writes the members that a list shows into the current object.</summary>
    public static void WriteSummary(Utf8JsonWriter writer, RunRecord run, DateTimeOffset now)
    {
        writer.WriteString("run_id", run.Id);
        writer.WriteString("status", RunStatusNames.ToText(run.EffectiveStatus(now)));
        writer.WriteString("procedure", run.ProcedurePath);
        writer.WriteString("driver", run.Driver);
        writer.WriteString("created_at", run.CreatedAt);
        WriteTime(writer, "ended_at", run.EndedAt);
    }

    /// <summary>Writes what a suspended run waits for, and until when; nulls for any other.</summary>
    public static void WriteWait(Utf8JsonWriter writer, RunRecord run)
    {
        writer.WriteString("waits_for", run.Completion?.WaitsFor);
        WriteTime(writer, "due_at", run.Completion?.DueAt);
    }

    /// <summary>Writes everything into the current object.</summary>
    public static void WriteWhole(Utf8JsonWriter writer, RunRecord run, DateTimeOffset now)
    {
        WriteSummary(writer, run, now);
        writer.WriteNumber("epoch", run.Epoch);
        writer.WriteString("executor", run.Executor);
        writer.WriteString("heartbeat_at", run.HeartbeatAt);
        writer.WriteString("language_version", run.LanguageVersion);
        writer.WriteString("working_directory", run.WorkingDirectory);
        writer.WriteString("parent", run.ParentId);
        writer.WriteString("forked_from", run.ForkedFrom);
        writer.WriteNumber("forked_at", run.ForkedAt);
        writer.WriteString("continued_from", run.ContinuedFrom);
        writer.WriteString("continued_as", run.Completion?.ContinuedAs);
        WriteTime(writer, "cancel_requested_at", run.CancelRequestedAt);
        WriteWait(writer, run);
        writer.WriteStartObject("hashes");
        foreach ((string name, string hash) in run.Hashes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, hash);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("controls");
        foreach (string control in run.Controls)
        {
            writer.WriteStringValue(control);
        }

        writer.WriteEndArray();
        WriteValue(writer, "input", run.Input);
        writer.WritePropertyName("grant");
        writer.WriteRawValue(run.GrantJson);
        WriteCompletion(writer, run.Completion);
    }

    /// <summary>Writes an encoded value, or null.</summary>
    public static void WriteValue(Utf8JsonWriter writer, string name, byte[]? encoded)
    {
        writer.WritePropertyName(name);
        if (encoded is null or [])
        {
            writer.WriteNullValue();
        }
        else
        {
            ValueJson.Write(writer, Value.Decode(encoded));
        }
    }

    /// <summary>The error of a completion, or null.</summary>
    public static ErrorReport? ErrorOf(RunCompletion? completion) =>
        completion?.ErrorCode is { } code
            ? new ErrorReport(code, completion.ErrorMessage ?? "", completion.ErrorFile, completion.ErrorLine, 0, completion.Mend, completion.Traceback)
            : null;

    private static void WriteCompletion(Utf8JsonWriter writer, RunCompletion? completion)
    {
        WriteValue(writer, "output", completion?.Output);
        writer.WritePropertyName("error");
        if (ErrorOf(completion) is { } error)
        {
            error.Write(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteNumber("effects", completion?.Effects ?? 0);
        WriteUsage(writer, completion);
    }

    /// <summary>Writes what a run used up.</summary>
    public static void WriteUsage(Utf8JsonWriter writer, RunCompletion? completion)
    {
        ModelUsage models = completion?.Models ?? ModelUsage.None;
        writer.WriteStartObject("usage");
        writer.WriteNumber("cpu_ms", (long)(completion?.CpuTime.TotalMilliseconds ?? 0));
        writer.WriteNumber("lua_peak_bytes", completion?.LuaPeakBytes ?? 0);
        writer.WriteNumber("model_calls", models.Calls);
        writer.WriteNumber("input_tokens", models.InputTokens);
        writer.WriteNumber("output_tokens", models.OutputTokens);
        writer.WriteNumber("cached_tokens", models.CachedTokens);
        writer.WriteNumber("total_tokens", models.TotalTokens);
        if (models.UnpricedCalls > 0)
        {
            // A part of a sum would pass for the whole.
            writer.WriteNull("cost_usd");
        }
        else
        {
            writer.WriteNumber("cost_usd", models.CostUsd);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a time, or null.</summary>
    public static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
