using System.Globalization;
using Tactus.Cli.Output;
using Tactus.Testing.Evaluations;
using Tactus.Testing.Reports;

namespace Tactus.Cli.Commands.Testing;

/// <summary>Prints an evaluation as a table: a row for each case, a column for each evaluator, and how many of the runs passed.</summary>
/// <param name="console">Where to.</param>
internal sealed class EvalView(CliConsole console)
{
    /// <summary>Prints it.</summary>
    public void Print(EvaluationReport report, bool verbose)
    {
        EvaluationPlan plan = report.Plan;
        string name = plan.Name.Length == 0 ? "" : $": {SafeText.OneLine(plan.Name, 200)}";
        console.Out.WriteLine(TextStyle.Bold.Apply($"Evaluation{name}", console.OutColours) + $"  {SafeText.OneLine(report.File, 500)}:{plan.Line}");
        var table = new TextTable(["case", .. plan.Evaluators.Select(evaluator => SafeText.OneLine(evaluator, 60)), "passed", "mean", "tokens", "USD"]);
        for (int i = 0; i < plan.Cases.Count; i++)
        {
            AddRow(table, plan, plan.Cases[i], report.Cases[i]);
        }

        table.Print(console);
        for (int i = 0; i < plan.Cases.Count; i++)
        {
            PrintFailures(plan.Cases[i], report.Cases[i], verbose);
        }

        int runs = report.Runs.Count();
        string closing = string.Create(
            CultureInfo.InvariantCulture,
            $"{Quantity.Count(plan.Cases.Count, "case")}, {Quantity.Count(runs, "run")}, {report.SuccessRate:P0} passed, {report.Runs.Sum(run => run.Tokens):0} tokens, {report.Runs.Sum(run => run.Cost):0.####} USD");
        console.Out.WriteLine((report.Missed.Count == 0 ? TextStyle.Good : TextStyle.Bad).Apply(closing, console.OutColours));
        foreach (string missed in report.Missed)
        {
            console.Out.WriteLine(TextStyle.Bad.Apply("missed: " + missed, console.OutColours));
        }
    }

    private static void AddRow(TextTable table, EvaluationPlan plan, CasePlan one, IReadOnlyList<CaseResult> runs)
    {
        int passed = runs.Count(run => run.Passed);
        IEnumerable<string> cells = plan.Evaluators.Select((_, i) => Cell(runs, i));
        table.Add(
            passed == runs.Count ? TextStyle.Plain : TextStyle.Bad,
            [
                one.Name, .. cells, $"{passed}/{runs.Count}", Quantity.Duration(TimeSpan.FromSeconds(runs.Average(run => run.Duration.TotalSeconds))),
                runs.Average(run => run.Tokens).ToString("0", CultureInfo.InvariantCulture), runs.Average(run => run.Cost).ToString("0.####", CultureInfo.InvariantCulture),
            ]);
    }

    // ✓ and ✗ for one run; for several how many of them passed.
    private static string Cell(IReadOnlyList<CaseResult> runs, int evaluator)
    {
        StepStatus[] said = [.. runs.Where(run => run.Evaluators.Count > evaluator).Select(run => run.Evaluators[evaluator].Status)];
        if (said.Length == 0)
        {
            return "error";
        }

        if (said.All(status => status == StepStatus.Skipped))
        {
            return "-";
        }

        int passed = said.Count(status => status == StepStatus.Passed);
        return runs.Count > 1 ? $"{passed}/{said.Count(status => status != StepStatus.Skipped)}" : passed == 1 ? "✓" : "✗";
    }

    private void PrintFailures(CasePlan one, IReadOnlyList<CaseResult> runs, bool verbose)
    {
        foreach (CaseResult run in verbose ? runs : [.. runs.Where(run => run.Error is not null).Take(1)])
        {
            if (run.Error is { } error)
            {
                console.Out.WriteLine($"  {SafeText.OneLine(one.Name, 200)}: error {error.Code}: {SafeText.OneLine(error.Message, 1000)}{(error.File is null ? "" : $" ({SafeText.OneLine(error.File, 500)}:{error.Line})")}");
            }

            foreach (EvaluatorResult evaluator in run.Evaluators.Where(evaluator => evaluator.Status != StepStatus.Passed))
            {
                string why = evaluator.Message ?? $"expected {evaluator.Expected}, got {evaluator.Actual}";
                console.Out.WriteLine($"  {SafeText.OneLine(one.Name, 200)}: {SafeText.OneLine(evaluator.Name, 100)}: {SafeText.OneLine(why, 1000)}");
            }
        }
    }
}
