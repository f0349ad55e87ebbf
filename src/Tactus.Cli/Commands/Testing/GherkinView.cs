using System.Globalization;
using Tactus.Cli.Output;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Prints features, scenarios and steps as Gherkin writes them, with what came of each.</summary>
/// <param name="console">Where to.</param>
internal sealed class GherkinView(CliConsole console)
{
    /// <summary>The heading of a feature.</summary>
    public void Feature(string file, FeaturePlan feature) => Line(
        $"{TextStyle.Bold.Apply("Feature: " + One(feature.Name), console.OutColours)}  {TextStyle.Dim.Apply($"{One(file)}:{feature.Line}", console.OutColours)}");

    /// <summary>A scenario with its steps, and the rule that it stands under.</summary>
    public void Scenario(ScenarioRuns runs, bool verbose)
    {
        ScenarioResult shown = runs.Representative;
        string rule = runs.Plan.Rule.Length == 0 ? "" : $"{One(runs.Plan.Rule)} / ";
        string mark = runs.Passed ? TextStyle.Good.Apply("✓", console.OutColours) : TextStyle.Bad.Apply("✗", console.OutColours);
        Line($"  {mark} Scenario: {rule}{One(runs.Plan.Name)}  {TextStyle.Dim.Apply(Times(runs), console.OutColours)}");
        foreach (StepResult step in shown.Steps)
        {
            Step(runs.Plan, step);
        }

        if (shown.Error is { } error)
        {
            Error(error, "      ");
        }

        if (verbose && shown.Run is { } run)
        {
            Line(TextStyle.Dim.Apply("      run: " + SafeText.OneLine(run.ToString(), 2000), console.OutColours));
        }
    }

    /// <summary>What came of everything.</summary>
    public void Summary(TestReport report)
    {
        List<ScenarioRuns> scenarios = [.. report.Scenarios];
        int failed = scenarios.Count(scenario => !scenario.Passed);
        int problems = report.Files.Sum(file => file.Problems.Count);
        var parts = new List<string> { $"{Quantity.Count(scenarios.Count, "scenario")} ({scenarios.Count - failed} passed, {failed} failed)" };
        if (problems > 0)
        {
            parts.Add(Quantity.Count(problems, "problem"));
        }

        parts.Add(Quantity.Count(scenarios.Sum(scenario => scenario.Plan.Steps.Count), "step"));
        parts.Add(Quantity.Duration(report.Duration));
        TextStyle style = failed + problems > 0 ? TextStyle.Bad : TextStyle.Good;
        Line(style.Apply(string.Join(", ", parts), console.OutColours));
    }

    private static string Times(ScenarioRuns runs) => runs.Results.Count == 1
        ? Quantity.Duration(runs.Results[0].Duration)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.SuccessRate:P0} of {runs.Results.Count} runs, mean {runs.MeanSeconds:0.000} s, variance {runs.VarianceSeconds:0.000000} s²");

    private void Step(ScenarioPlan scenario, StepResult step)
    {
        (string mark, TextStyle style) = step.Status switch
        {
            StepStatus.Passed => ("✓", TextStyle.Good),
            StepStatus.Failed => ("✗", TextStyle.Bad),
            _ => ("-", TextStyle.Dim),
        };
        Line($"    {style.Apply($"{mark} {step.Plan.Keyword} {One(step.Plan.Text)}", console.OutColours)}");
        if (step.Status != StepStatus.Failed)
        {
            return;
        }

        Line($"        {SafeText.Clean(step.Message ?? "it does not hold").ReplaceLineEndings("\n        ")}");
        if (step.Expected is { } expected)
        {
            Line($"        expected: {SafeText.Clean(expected).ReplaceLineEndings("\n                  ")}");
        }

        if (step.Actual is { } actual)
        {
            Line($"        actual:   {SafeText.Clean(actual).ReplaceLineEndings("\n                  ")}");
        }

        Line($"        at {One(scenario.File)}:{step.Plan.Line}");
        if (step.Failure is { } failure && (failure.Code.Length > 0 || failure.File is not null))
        {
            Error(failure, "        ");
        }
    }

    private void Error(ReportedError error, string margin)
    {
        Line(margin + TextStyle.Bad.Apply($"error {(error.Code.Length > 0 ? error.Code + ": " : "")}{SafeText.OneLine(error.Message, 2000)}", console.OutColours));
        if (error.File is { } file)
        {
            Line($"{margin}  at {One(file)}{(error.Line > 0 ? ":" + error.Line.ToString(CultureInfo.InvariantCulture) : "")}");
        }

        if (error.Mend is { } mend)
        {
            Line($"{margin}  mend: {SafeText.Clean(mend).ReplaceLineEndings($"\n{margin}        ")}");
        }
    }

    private static string One(string text) => SafeText.OneLine(text, 500);

    private void Line(string line) => console.Out.WriteLine(line);
}
