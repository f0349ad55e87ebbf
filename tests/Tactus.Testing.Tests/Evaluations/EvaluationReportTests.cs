using Tactus.Protocol.Values;
using Tactus.Testing.Evaluations;
using Tactus.Testing.Reports;

namespace Tactus.Testing.Tests.Evaluations;

// Proves which thresholds an evaluation misses, each at the figure where it does and just before.
public sealed class EvaluationReportTests
{
    [Theory]
    [InlineData(0.5, null, null, null, 0)]
    [InlineData(0.51, null, null, null, 1)]
    [InlineData(null, 0.2, null, null, 0)]
    [InlineData(null, 0.19, null, null, 1)]
    [InlineData(null, null, 2.0, null, 0)]
    [InlineData(null, null, 1.9, null, 1)]
    [InlineData(null, null, null, 20.0, 0)]
    [InlineData(null, null, null, 19.0, 1)]
    [InlineData(0.9, 0.1, 1.0, 10.0, 4)]
    [InlineData(null, null, null, null, 0)]
    public void A_threshold_is_missed_beyond_its_figure(double? rate, double? cost, double? seconds, double? tokens, int missed)
    {
        var thresholds = new Thresholds { MinSuccessRate = rate, MaxCostPerRun = cost, MaxDuration = seconds, MaxTokensPerRun = tokens };

        Report(thresholds, Result("passed", 1, 10, 0.1), Result("failed", 2, 20, 0.2)).Missed.Count.ShouldBe(missed);
    }

    [Fact]
    public void A_skipped_evaluator_does_not_fail_a_run_and_an_error_does()
    {
        CaseResult.Of((MapValue)ValueJson.Parse("""{"evaluators":[{"status":"skipped"}]}"""), TimeSpan.Zero).Passed.ShouldBeTrue();
        CaseResult.Of((MapValue)ValueJson.Parse("""{"evaluators":[{"status":"nonsense"}]}"""), TimeSpan.Zero).Passed.ShouldBeFalse();
        CaseResult.Of((MapValue)ValueJson.Parse("""{"run":{"error":{"code":"TAC1301","message":"m"}}}"""), TimeSpan.Zero).Passed.ShouldBeFalse();
    }

    private static EvaluationReport Report(Thresholds thresholds, params CaseResult[] results) => new(
        "a.tac", new EvaluationPlan { Index = 1, File = "a.tac", Line = 1, Cases = [], Evaluators = [], Thresholds = thresholds }, [results]);

    private static CaseResult Result(string status, int seconds, int tokens, double cost) => new()
    {
        Evaluators = [new EvaluatorResult("e", status == "passed" ? StepStatus.Passed : StepStatus.Failed, null, null, null)],
        Duration = TimeSpan.FromSeconds(seconds),
        Tokens = tokens,
        Cost = cost,
    };
}
