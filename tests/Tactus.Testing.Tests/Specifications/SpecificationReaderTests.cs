using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Specifications;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Tests.Specifications;

// Proves that Gherkin becomes scenarios whose steps have their place in the .tac file, and that everything wrong is told with that place.
public sealed class SpecificationReaderTests
{
    private static readonly CustomStep s_rows = new("these rows", "a.tac", 2);

    [Fact]
    public void Backgrounds_come_first_and_places_are_those_of_the_file()
    {
        SpecificationPlan plan = Read(
            """
            Feature: F
              Background:
                Given the procedure has started

              @slow
              Scenario: S
                When the procedure runs
                Then the output should exist
                And the output total should be 3
            """, line: 11);

        plan.Problems.ShouldBeEmpty();
        ScenarioPlan scenario = plan.Features.ShouldHaveSingleItem().Scenarios.ShouldHaveSingleItem();
        scenario.Name.ShouldBe("S");
        scenario.Line.ShouldBe(16);
        scenario.Tags.ShouldBe(["@slow"]);
        scenario.Steps.Select(step => (step.Keyword, step.Line, step.IsOutcome)).ShouldBe([("Given", 13, false), ("When", 17, false), ("Then", 18, true), ("And", 19, true)]);
    }

    [Fact]
    public void An_outline_gives_a_scenario_for_each_example()
    {
        SpecificationPlan plan = Read(
            """
            Feature: F
              Scenario Outline: Sum of <a>
                Given the input a is <a>
                Then the output should be <sum>

                @small
                Examples:
                  | a | sum |
                  | 1 | 2   |
                  | 2 | "4" |
            """);

        plan.Problems.ShouldBeEmpty();
        IReadOnlyList<ScenarioPlan> scenarios = plan.Features[0].Scenarios;
        scenarios.Select(scenario => scenario.Name).ShouldBe(["Sum of 1", "Sum of 2"]);
        scenarios.Select(scenario => scenario.Line).ShouldBe([9, 10]);
        scenarios[1].Steps[1].Text.ShouldBe("the output should be \"4\"");
        scenarios[0].Tags.ShouldBe(["@small"]);
    }

    [Theory]
    [InlineData("Scenario:")]
    [InlineData("Example:")]
    [InlineData("Scenario Template:")]
    public void Newer_spellings_of_an_outline_are_the_same(string keyword)
    {
        SpecificationPlan plan = Read($"Feature: F\n  {keyword} S\n    Then the output should be <n>\n    Examples:\n      | n |\n      | 1 |\n      | 2 |\n");

        plan.Problems.ShouldBeEmpty();
        plan.Features[0].Scenarios.Select(scenario => scenario.Name).ShouldBe(["S (example 1)", "S (example 2)"]);
    }

    [Fact]
    public void Rules_keep_the_background_of_the_feature_and_add_their_own()
    {
        SpecificationPlan plan = Read(
            """
            Feature: F
              Background:
                Given the procedure has started
              Scenario: first
                Then the output should exist
              Rule: R
                Background:
                  Given the input a is 1
                Example: second
                  Then the output should exist
              Rule: Q
                Example: third
                  Then the output should exist
            """);

        plan.Problems.ShouldBeEmpty();
        plan.Features.ShouldHaveSingleItem().Scenarios.Select(scenario => (scenario.Rule, scenario.Name, scenario.Steps.Count, scenario.Line))
            .ShouldBe([("", "first", 2, 4), ("R", "second", 3, 9), ("Q", "third", 2, 12)]);
    }

    [Fact]
    public void A_keyword_inside_a_doc_string_is_text()
    {
        SpecificationPlan plan = Read("Feature: F\n  Scenario: S\n    Given these rows\n      \"\"\"\n      Rule: not one\n      Examples:\n      \"\"\"\n    Then the output should exist\n");

        plan.Problems.ShouldBeEmpty();
        plan.Features[0].Scenarios[0].Steps[0].Extra.ShouldBe(Value.Of("Rule: not one\nExamples:"));
    }

    [Fact]
    public void A_table_is_a_list_of_rows_by_the_names_of_the_first()
    {
        SpecificationPlan plan = Read("Feature: F\n  Scenario: S\n    Given these rows\n      | name | n |\n      | a    | 1 |\n      | b    | 2 |\n    Then the output should exist\n");

        plan.Features[0].Scenarios[0].Steps[0].Extra.ShouldBe(ValueJson.Parse("""[{"name":"a","n":"1"},{"name":"b","n":"2"}]"""));
    }

    [Theory]
    [InlineData("Feature: F\n  Scenario: S\n    When the procedure runs\n", "TAC1512", 2)]
    [InlineData("Feature: F\n", "TAC1511", 1)]
    [InlineData("  \n# nothing\n", "TAC1511", 1)]
    [InlineData("Feature: F\n  Scenario Outline: S\n    Then the output should exist\n", "TAC1511", 2)]
    [InlineData("Feature: F\n  Scenario: S\n    Then the output should exit\n", "TAC1513", 3)]
    [InlineData("Feature: F\n  Scenario: S\n    Then the output should exist\n    nonsense\n", "TAC1510", 4)]
    [InlineData("Scenario: S\n", "TAC1510", 1)]
    [InlineData("Feature: F\n  Scenario: S\n    Given these rows\n      | a | b |\n      | 1 |\n    Then the output should exist\n", "TAC1510", 5)]
    public void What_is_wrong_is_told_with_its_line(string text, string code, int line)
    {
        SpecificationPlan plan = Read(text, line: 101);

        TactusException problem = plan.Problems.First(problem => problem.Code == code);
        problem.Line.ShouldBe(100 + line);
        problem.File.ShouldBe("a.tac");
    }

    [Fact]
    public void Two_scenarios_of_one_name_are_a_warning_that_names_both()
    {
        SpecificationPlan plan = Read("Feature: F\n  Scenario: S\n    Then the output should exist\n  Scenario: S\n    Then the output should exist\n");

        plan.Problems.ShouldBeEmpty();
        TactusException warning = plan.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("TAC1515");
        warning.Line.ShouldBe(4);
        warning.Message.ShouldContain("a.tac:2");
    }

    [Fact]
    public void An_unknown_step_of_a_background_is_told_once()
    {
        SpecificationPlan plan = Read("Feature: F\n  Background:\n    Given nonsense\n  Scenario: S\n    Then the output should exist\n  Scenario: T\n    Then the output should exist\n");

        plan.Problems.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("Scenaro: lost", "Scenaro", "Scenario")]
    [InlineData("scenario: lost", "scenario", "Scenario")]
    [InlineData("Scenario Outlin: lost", "Scenario Outlin", "Scenario Outline")]
    [InlineData("Backgruond:", "Backgruond", "Background")]
    public void A_mistyped_keyword_does_not_make_a_scenario_disappear(string heading, string written, string meant)
    {
        SpecificationPlan plan = Read($"Feature: F\n  {heading}\n    Then the output should exist\n  Scenario: S\n    Then the output should exist\n", line: 11);

        TactusException problem = plan.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("TAC1520");
        problem.Line.ShouldBe(12);
        problem.Message.ShouldContain($"'{written}:'");
        problem.Mend.ShouldBe($"did you mean '{meant}:'?");
    }

    [Fact]
    public void A_description_may_hold_colons()
    {
        SpecificationPlan plan = Read(
            """"
            Feature: F
              Rules: as agreed. Samples: none. In order: first, second
              Note: When the weather is fine

              Background:
                Given the procedure has started
              Rule: R
                Scenario: S
                  Why: because
                  Given these rows
                    """
                    Scenaro: a text
                    """
                  Then the output should exist
                # Scenaro: a comment
                Scenario Outline: T
                  Then the output should be <a>
                  Scenarios:
                    | a |
                    | 1 |
            """");

        plan.Problems.ShouldBeEmpty();
        plan.Features[0].Scenarios.Count.ShouldBe(2);
    }

    private static SpecificationPlan Read(string text, int line = 1) =>
        SpecificationReader.Read([new SpecificationText(text, "a.tac", line)], new StepBook([s_rows]));
}
