using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Evaluations;

namespace Tactus.Testing.Tests.Evaluations;

// Proves that evaluations are read with their cases, inline or from lines of JSON, and that a dataset which is none is an error with its place.
public sealed class EvaluationReaderTests
{
    [Fact]
    public void Settings_without_a_dataset_hold_for_those_with_one()
    {
        EvaluationPlan plan = Read("""
            {"evaluations":[{"runs":3,"parallel":false,"line":1},
             {"file":"a.tac","line":5,"dataset":[{"name":"x","inputs":{"a":1},"expected_output":2},{}],
              "evaluators":[{"type":"contains","field":"b"},{"type":"range","name":"in range"}],"thresholds":{"min_success_rate":0.5,"max_duration":2}}]}
            """).ShouldHaveSingleItem();

        plan.Index.ShouldBe(2);
        plan.Runs.ShouldBe(3);
        plan.Parallel.ShouldBeFalse();
        plan.Line.ShouldBe(5);
        plan.Cases.Select(one => one.Name).ShouldBe(["x", "case 2"]);
        plan.Evaluators.ShouldBe(["contains b", "in range"]);
        plan.Thresholds.ShouldBe(new Thresholds { MinSuccessRate = 0.5, MaxDuration = 2 });
    }

    [Fact]
    public void A_dataset_file_has_a_case_on_each_line()
    {
        EvaluationPlan plan = Read(
            """{"evaluations":[{"file":"a.tac","line":5,"dataset_file":"data/cases.jsonl"}]}""",
            "{\"name\":\"x\",\"input\":{\"a\":1},\"expected\":2}\n\n{\"inputs\":{\"a\":2}}\r\n").ShouldHaveSingleItem();

        plan.Cases.Select(one => one.Value).ShouldBe([ValueJson.Parse("""{"name":"x","inputs":{"a":1},"expected_output":2}"""), ValueJson.Parse("""{"inputs":{"a":2}}""")]);
    }

    [Theory]
    [InlineData("{\"a\":1}\nnonsense\n", "cases.jsonl", 2)]
    [InlineData("\n", "cases.jsonl", 0)]
    [InlineData("[1]\n", "a.tac", 5)]
    [InlineData("{\"inputs\":[1]}\n", "a.tac", 5)]
    public void A_dataset_that_is_none_is_an_error(string content, string file, int line)
    {
        TactusException error = Should.Throw<TactusException>(() => Read("""{"evaluations":[{"file":"a.tac","line":5,"dataset_file":"cases.jsonl"}]}""", content));

        error.Code.ShouldBe("TAC1519");
        error.File.ShouldBe(file);
        error.Line.ShouldBe(line);
    }

    private static IReadOnlyList<EvaluationPlan> Read(string description, string file = "") =>
        EvaluationReader.Read((MapValue)ValueJson.Parse(description), (_, _, _) => file);
}
