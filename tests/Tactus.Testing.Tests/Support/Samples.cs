using Tactus.Protocol.Values;
using Tactus.Testing.Reports;
using Tactus.Testing.Specifications;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Tests.Support;

/// <summary>Reports to be written: a feature with a scenario that passed, one that failed and one that broke, and a file that could not be tested.</summary>
internal static class Samples
{
    private const string Text = """
        Feature: F <&> "quotes"
          Scenario: good
            Then the output should exist
          Scenario: bad
            When the procedure runs
            Then the output should be 3
          Scenario: broken
            Then the output should exist
        """;

    public static FeaturePlan Feature { get; } = SpecificationReader.Read([new SpecificationText(Text, "a.tac", 10)], StepBook.BuiltIn).Features[0];

    public static ScenarioResult Good => Result(0, """{"steps":[{"status":"passed"}],"run":{"status":"succeeded","output":{"n":1}}}""");

    public static ScenarioResult Bad => Result(
        1, """{"steps":[{"status":"passed"},{"status":"failed","message":"no\u0001","expected":"3","actual":"4","error":{"code":"TAC1301","message":"m","file":"a.tac","line":3}}]}""");

    public static ScenarioResult Broken =>
        ScenarioResult.BrokenBy(Feature.Scenarios[2], new ReportedError("TAC2102", "the CPU time is used up", "a.tac", 4, "raise it"), TimeSpan.FromSeconds(2));

    public static TestReport Report => new(
        [
            new FileReport("dir/a.tac", [new FeatureReport(Feature, [Runs(0, Good), Runs(1, Bad, Good), Runs(2, Broken)])], [], []),
            new FileReport("b.tac", [], [new Protocol.TactusException("TAC1513", "there is no step 'x'", "y", "b.tac", 5)], []),
        ],
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromSeconds(3));

    public static ScenarioRuns Runs(int scenario, params ScenarioResult[] results) => new(Feature.Scenarios[scenario], results);

    private static ScenarioResult Result(int scenario, string answer) =>
        ScenarioResult.Of(Feature.Scenarios[scenario], (MapValue)ValueJson.Parse(answer), TimeSpan.FromSeconds(scenario + 1));
}
