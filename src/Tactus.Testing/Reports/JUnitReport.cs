using System.Globalization;
using System.Text;
using System.Xml;
using Tactus.Protocol;

namespace Tactus.Testing.Reports;

/// <summary>Writes a report as JUnit XML: a test suite for each feature, a test case for each scenario, one more suite for what kept a file from being tested.</summary>
/// <remarks>Elements and attributes are those that the Jenkins schema knows, in its order. A scenario that ran several times fails when one time did.</remarks>
public static class JUnitReport
{
    private static readonly XmlWriterSettings s_settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    // Marks, embeddings, overrides and isolates of bidirectional text, line and paragraph separators: with them a line reads otherwise than it was written.
    private const string TurnsTheLine = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029";

    /// <summary>Writes it.</summary>
    public static void Write(Stream stream, TestReport report)
    {
        using XmlWriter writer = XmlWriter.Create(stream, s_settings);
        List<ScenarioRuns> scenarios = [.. report.Scenarios];
        int problems = report.Files.Sum(file => file.Problems.Count);
        writer.WriteStartElement("testsuites");
        writer.WriteAttributeString("name", "tactus");
        WriteCounts(writer, scenarios.Count + problems, scenarios.Count(IsFailure), scenarios.Count(IsError) + problems, report.Duration.TotalSeconds);
        foreach (FileReport file in report.Files)
        {
            WriteFile(writer, file, report.StartedAt);
        }

        writer.WriteEndElement();
    }

    private static bool IsFailure(ScenarioRuns runs) => runs.Representative.Status == ScenarioStatus.Failed;

    private static bool IsError(ScenarioRuns runs) => runs.Representative.Status == ScenarioStatus.Broken;

    private static void WriteFile(XmlWriter writer, FileReport file, DateTimeOffset startedAt)
    {
        if (file.Problems.Count > 0)
        {
            StartSuite(writer, file.File, startedAt, file.Problems.Count, 0, file.Problems.Count, 0);
            foreach (TactusException problem in file.Problems)
            {
                StartCase(writer, $"line {problem.Line}", file.File, 0);
                WriteOutcome(writer, "error", problem.Code, problem.Message, $"{problem.File}:{problem.Line}\n{problem.Mend}");
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        foreach (FeatureReport feature in file.Features)
        {
            StartSuite(
                writer, feature.Plan.Name, startedAt, feature.Scenarios.Count, feature.Scenarios.Count(IsFailure), feature.Scenarios.Count(IsError),
                feature.Scenarios.Sum(scenario => scenario.MeanSeconds));
            foreach (ScenarioRuns scenario in feature.Scenarios)
            {
                WriteCase(writer, file, feature, scenario);
            }

            writer.WriteEndElement();
        }
    }

    private static void WriteCase(XmlWriter writer, FileReport file, FeatureReport feature, ScenarioRuns runs)
    {
        ScenarioResult shown = runs.Representative;
        StartCase(writer, runs.Plan.Name, $"{Path.GetFileNameWithoutExtension(file.File)}.{feature.Plan.Name}", runs.MeanSeconds);
        string rate = runs.Results.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({runs.SuccessRate:P0} of {runs.Results.Count} runs passed)");
        if (shown.Status == ScenarioStatus.Broken)
        {
            WriteOutcome(writer, "error", shown.Error?.Code ?? "", (shown.Error?.Message ?? "the scenario did not end") + rate, shown.Error?.Mend ?? "");
        }
        else if (shown.Steps.FirstOrDefault(step => step.Status == StepStatus.Failed) is { } failed)
        {
            string expected = failed.Expected is null ? "" : $"\nexpected: {failed.Expected}";
            string actual = failed.Actual is null ? "" : $"\nactual: {failed.Actual}";
            string text = $"{failed.Plan.Keyword} {failed.Plan.Text}{expected}{actual}\nat {runs.Plan.File}:{failed.Plan.Line}";
            WriteOutcome(writer, "failure", failed.Failure?.Code ?? "step", (failed.Message ?? "a step does not hold") + rate, text);
        }

        writer.WriteStartElement("system-out");
        writer.WriteString(Clean(string.Join('\n', shown.Steps.Select(step => $"{step.Status}: {step.Plan.Keyword} {step.Plan.Text}"))));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void StartSuite(XmlWriter writer, string name, DateTimeOffset startedAt, int tests, int failures, int errors, double seconds)
    {
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", Clean(name));
        WriteCounts(writer, tests, failures, errors, seconds);
        writer.WriteAttributeString("timestamp", startedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static void WriteCounts(XmlWriter writer, int tests, int failures, int errors, double seconds)
    {
        writer.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("time", seconds.ToString("0.000", CultureInfo.InvariantCulture));
    }

    private static void StartCase(XmlWriter writer, string name, string className, double seconds)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", Clean(name));
        writer.WriteAttributeString("classname", Clean(className));
        writer.WriteAttributeString("time", seconds.ToString("0.000", CultureInfo.InvariantCulture));
    }

    private static void WriteOutcome(XmlWriter writer, string element, string type, string message, string text)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString("message", Clean(message));
        writer.WriteAttributeString("type", Clean(type));
        writer.WriteString(Clean(text));
        writer.WriteEndElement();
    }

    // A guest's text may hold what XML cannot, and what a terminal or a page that shows the file would obey.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text[i]).Append(text[i + 1]);
                i++;
            }
            else
            {
                clean.Append(IsShown(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private static bool IsShown(char character) =>
        XmlConvert.IsXmlChar(character) && (!char.IsControl(character) || character is '\n' or '\t') && !TurnsTheLine.Contains(character);
}
