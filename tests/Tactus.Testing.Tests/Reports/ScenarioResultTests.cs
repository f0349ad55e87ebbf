using Tactus.Protocol.Values;
using Tactus.Testing.Reports;
using Tactus.Testing.Tests.Support;

namespace Tactus.Testing.Tests.Reports;

// Proves that a guest's answer is read as what it is, and that a guest which says nonsense passes nothing.
public sealed class ScenarioResultTests
{
    [Fact]
    public void A_scenario_passes_when_every_step_does() => Samples.Good.Status.ShouldBe(ScenarioStatus.Passed);

    [Fact]
    public void A_failed_step_keeps_what_was_expected_and_its_error()
    {
        ScenarioResult bad = Samples.Bad;

        bad.Status.ShouldBe(ScenarioStatus.Failed);
        bad.Steps[1].Expected.ShouldBe("3");
        bad.Steps[1].Actual.ShouldBe("4");
        bad.Steps[1].Failure.ShouldBe(new ReportedError("TAC1301", "m", "a.tac", 3, null));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"steps":[]}""")]
    [InlineData("""{"steps":"passed"}""")]
    [InlineData("""{"steps":["passed"]}""")]
    [InlineData("""{"steps":[{"status":true}]}""")]
    public void An_answer_that_says_too_little_is_no_pass(string answer) =>
        ScenarioResult.Of(Samples.Feature.Scenarios[0], (MapValue)ValueJson.Parse(answer), TimeSpan.Zero).Status.ShouldBe(ScenarioStatus.Failed);

    [Fact]
    public void Several_runs_have_a_rate_a_mean_and_a_variance()
    {
        ScenarioRuns runs = Samples.Runs(1, Samples.Bad, Samples.Good with { Duration = TimeSpan.FromSeconds(4) });

        runs.Passed.ShouldBeFalse();
        runs.SuccessRate.ShouldBe(0.5);
        runs.MeanSeconds.ShouldBe(3);
        runs.VarianceSeconds.ShouldBe(1);
        runs.Representative.Status.ShouldBe(ScenarioStatus.Failed);
    }
}
