using System.Globalization;

namespace Tactus.Testing.Evaluations;

/// <summary>What came of an evaluation.</summary>
/// <param name="File">The procedure, as the person named it.</param>
/// <param name="Plan">The evaluation.</param>
/// <param name="Cases">The results of every case, in the order of the dataset; one for each run.</param>
public sealed record EvaluationReport(string File, EvaluationPlan Plan, IReadOnlyList<IReadOnlyList<CaseResult>> Cases)
{
    /// <summary>The share of runs that passed, from 0 to 1.</summary>
    public double SuccessRate => Runs.Any() ? (double)Runs.Count(run => run.Passed) / Runs.Count() : 0;

    /// <summary>Every run of every case.</summary>
    public IEnumerable<CaseResult> Runs => Cases.SelectMany(runs => runs);

    /// <summary>The thresholds that were missed, each as a sentence.</summary>
    public IReadOnlyList<string> Missed
    {
        get
        {
            Thresholds wanted = Plan.Thresholds;
            var missed = new List<string>();
            if (wanted.MinSuccessRate is { } rate && SuccessRate < rate)
            {
                missed.Add(Text($"min_success_rate is {rate:0.###}, and {SuccessRate:0.###} of the runs passed"));
            }

            AddMost(missed, "max_cost_per_run", wanted.MaxCostPerRun, run => run.Cost, "USD");
            AddMost(missed, "max_duration", wanted.MaxDuration, run => run.Duration.TotalSeconds, "s");
            AddMost(missed, "max_tokens_per_run", wanted.MaxTokensPerRun, run => run.Tokens, "tokens");
            return missed;
        }
    }

    private void AddMost(List<string> missed, string name, double? most, Func<CaseResult, double> of, string unit)
    {
        double worst = Runs.Select(of).DefaultIfEmpty().Max();
        if (most is { } limit && worst > limit)
        {
            missed.Add(Text($"{name} is {limit:0.######} {unit}, and a run came to {worst:0.######} {unit}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
