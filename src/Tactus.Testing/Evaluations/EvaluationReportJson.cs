using System.Text.Json;
using Tactus.Protocol.Values;
using Tactus.Testing.Reports;

namespace Tactus.Testing.Evaluations;

/// <summary>Writes reports of evaluations as one JSON object; docs/testing.md has its keys.</summary>
public static class EvaluationReportJson
{
    /// <summary>Writes them.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<EvaluationReport> reports)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("passed", reports.All(report => report.Missed.Count == 0));
        writer.WriteStartArray("evaluations");
        foreach (EvaluationReport report in reports)
        {
            WriteReport(writer, report);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter writer, EvaluationReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("file", report.File);
        writer.WriteString("name", report.Plan.Name);
        writer.WriteNumber("line", report.Plan.Line);
        writer.WriteNumber("success_rate", report.SuccessRate);
        writer.WriteStartArray("missed");
        foreach (string missed in report.Missed)
        {
            writer.WriteStringValue(missed);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cases");
        for (int i = 0; i < report.Cases.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", report.Plan.Cases[i].Name);
            writer.WriteStartArray("runs");
            foreach (CaseResult run in report.Cases[i])
            {
                WriteRun(writer, run);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, CaseResult run)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("passed", run.Passed);
        writer.WriteNumber("seconds", Math.Round(run.Duration.TotalSeconds, 6));
        writer.WriteNumber("tokens", run.Tokens);
        writer.WriteNumber("cost_usd", run.Cost);
        if (run.Error is { } error)
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", error.Code);
            writer.WriteString("message", error.Message);
            writer.WriteString("file", error.File);
            writer.WriteNumber("line", error.Line);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("evaluators");
        foreach (EvaluatorResult evaluator in run.Evaluators)
        {
            writer.WriteStartObject();
            writer.WriteString("name", evaluator.Name);
            writer.WriteString("status", evaluator.Status.ToString().ToLowerInvariant());
            if (evaluator.Status != StepStatus.Passed)
            {
                writer.WriteString("message", evaluator.Message);
                writer.WriteString("expected", evaluator.Expected);
                writer.WriteString("actual", evaluator.Actual);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (run.Run is { } told && told.TryGet("output", out Value? output))
        {
            writer.WritePropertyName("output");
            ValueJson.Write(writer, output);
        }

        writer.WriteEndObject();
    }
}
