using System.Text.Json;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Specifications;

namespace Tactus.Testing.Reports;

/// <summary>Writes a report as one JSON object; docs/testing.md has its keys.</summary>
public static class TestReportJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, TestReport report)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("passed", report.Passed);
        writer.WriteNumber("scenarios", report.Scenarios.Count());
        writer.WriteNumber("failed", report.Scenarios.Count(scenario => !scenario.Passed));
        writer.WriteNumber("problems", report.Files.Sum(file => file.Problems.Count));
        writer.WriteNumber("seconds", Seconds(report.Duration));
        writer.WriteStartArray("files");
        foreach (FileReport file in report.Files)
        {
            WriteFile(writer, file);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, FileReport file)
    {
        writer.WriteStartObject();
        writer.WriteString("file", file.File);
        writer.WriteBoolean("passed", file.Passed);
        WriteProblems(writer, "problems", file.Problems);
        WriteProblems(writer, "warnings", file.Warnings);
        writer.WriteStartArray("features");
        foreach (FeatureReport feature in file.Features)
        {
            writer.WriteStartObject();
            writer.WriteString("name", feature.Plan.Name);
            WritePlace(writer, feature.Plan.File, feature.Plan.Line);
            writer.WriteStartArray("scenarios");
            foreach (ScenarioRuns scenario in feature.Scenarios)
            {
                WriteScenario(writer, scenario);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteScenario(Utf8JsonWriter writer, ScenarioRuns runs)
    {
        ScenarioPlan plan = runs.Plan;
        writer.WriteStartObject();
        writer.WriteString("name", plan.Name);
        writer.WriteString("rule", plan.Rule);
        writer.WriteStartArray("tags");
        foreach (string tag in plan.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        WritePlace(writer, plan.File, plan.Line);
        writer.WriteBoolean("passed", runs.Passed);
        writer.WriteNumber("success_rate", runs.SuccessRate);
        writer.WriteNumber("mean_seconds", Math.Round(runs.MeanSeconds, 6));
        writer.WriteNumber("variance_seconds", Math.Round(runs.VarianceSeconds, 9));
        writer.WriteStartArray("runs");
        foreach (ScenarioResult result in runs.Results)
        {
            WriteResult(writer, result);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, ScenarioResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("status", result.Status.ToString().ToLowerInvariant());
        writer.WriteNumber("seconds", Seconds(result.Duration));
        WriteError(writer, result.Error);
        writer.WriteStartArray("steps");
        foreach (StepResult step in result.Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("keyword", step.Plan.Keyword);
            writer.WriteString("text", step.Plan.Text);
            writer.WriteNumber("line", step.Plan.Line);
            writer.WriteString("status", step.Status.ToString().ToLowerInvariant());
            if (step.Status == StepStatus.Failed)
            {
                writer.WriteString("message", step.Message);
                writer.WriteString("expected", step.Expected);
                writer.WriteString("actual", step.Actual);
                WriteError(writer, step.Failure);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (result.Run is { } run)
        {
            writer.WritePropertyName("run");
            ValueJson.Write(writer, run);
        }

        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, ReportedError? error)
    {
        if (error is not null)
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", error.Code);
            writer.WriteString("message", error.Message);
            writer.WriteString("file", error.File);
            writer.WriteNumber("line", error.Line);
            writer.WriteString("mend", error.Mend);
            writer.WriteEndObject();
        }
    }

    private static void WriteProblems(Utf8JsonWriter writer, string key, IReadOnlyList<TactusException> problems)
    {
        writer.WriteStartArray(key);
        foreach (TactusException problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", problem.Message);
            WritePlace(writer, problem.File, problem.Line);
            writer.WriteNumber("column", problem.Column);
            writer.WriteString("mend", problem.Mend);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter writer, string? file, int line)
    {
        writer.WriteString("file", file);
        writer.WriteNumber("line", line);
    }

    private static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 6);
}
