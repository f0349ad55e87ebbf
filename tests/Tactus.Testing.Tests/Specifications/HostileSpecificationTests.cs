using System.Diagnostics;
using System.Text;
using Tactus.Protocol;
using Tactus.Testing.Specifications;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Tests.Specifications;

// Proves that a specification which was written to use up the host is an error within seconds, and that one a hundred times smaller is read.
public sealed class HostileSpecificationTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(5000, false)]
    [InlineData(50, true)]
    public void Many_rules(int rules, bool isRead)
    {
        var text = new StringBuilder("Feature: F\n");
        for (int i = 0; i < rules; i++)
        {
            text.Append($"Rule: r{i}\n  Scenario: s{i}\n    When the procedure runs\n    Then the output should exist\n");
        }

        ShouldBeRead(text.ToString(), isRead);
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(100, true)]
    public void Places_that_stand_for_much(int places, bool isRead)
    {
        string filled = string.Concat(Enumerable.Repeat("<a>", places));
        ShouldBeRead($"Feature: F\n  Scenario Outline: s\n    When the procedure runs\n    Then these rows\n      \"\"\"\n      {filled}\n      \"\"\"\n    Examples:\n      | a |\n      | {new string('x', 10_000)} |\n", isRead);
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(10, true)]
    public void Values_that_hold_filledthat_hold_places(int depth, bool isRead)
    {
        string header = string.Join(" | ", Enumerable.Range(0, depth).Select(i => $"a{i}"));
        string row = string.Join(" | ", Enumerable.Range(0, depth).Select(i => $"<a{i + 1}><a{i + 1}>"));
        ShouldBeRead($"Feature: F\n  Scenario Outline: s\n    When the procedure runs\n    Then these rows\n      \"\"\"\n      <a0>\n      \"\"\"\n    Examples:\n      | {header} |\n      | {row} |\n", isRead);
    }

    [Theory]
    [InlineData(3000, false)]
    [InlineData(30, true)]
    public void Many_examples_of_a_long_background(int count, bool isRead)
    {
        var text = new StringBuilder("Feature: F\n  Background:\n");
        for (int i = 0; i < count; i++)
        {
            text.Append("    Given these rows\n");
        }

        text.Append("  Scenario Outline: s\n    Then these rows\n    Examples:\n      | a |\n");
        for (int i = 0; i < count; i++)
        {
            text.Append($"      | {i} |\n");
        }

        ShouldBeRead(text.ToString(), isRead);
    }

    [Fact]
    public void A_text_that_stands_everywhere_in_its_source()
    {
        byte[] source = Encoding.ASCII.GetBytes(new string('a', 8 << 20));
        var clock = Stopwatch.StartNew();

        SpecificationText.In("a", "a.tac", 1, source).FirstLine.ShouldBe(1);
        SpecificationText.In(new string('a', 4 << 20) + "b" + new string('a', 100), "a.tac", 7, source).FirstLine.ShouldBe(7);
        SpecificationText.In("b\nb", "a.tac", 9, Encoding.ASCII.GetBytes("x\nb\nb\n\n\n\n\n\nb\nb")).FirstLine.ShouldBe(9);

        clock.Elapsed.ShouldBeLessThan(s_soon);
    }

    [Theory]
    [InlineData("^(a|b)*a(a|b){14}x$", "TAC1518")]
    [InlineData("^the (first|second)+ one$", "TAC1513")]
    public void Declared_steps_whose_patterns_remember_much(string pattern, string code)
    {
        // Each text shows each pattern combinations of the two letters that it has not seen; one in time is an unknown step as any other.
        var letters = new Random(1);
        var text = new StringBuilder("Feature: F\n");
        for (int i = 0; i < 40; i++)
        {
            text.Append($"  Scenario: s{i}\n    Then {string.Concat(Enumerable.Range(0, 6000).Select(_ => letters.Next(2) == 0 ? 'a' : 'b'))}\n");
        }

        var clock = Stopwatch.StartNew();
        SpecificationPlan plan = SpecificationReader.Read(
            [new SpecificationText(text.ToString(), "a.tac", 1)], new StepBook([.. Enumerable.Range(0, 300).Select(i => new CustomStep($"{pattern[..^1]}{i}$", "a.tac", i))]));

        clock.Elapsed.ShouldBeLessThan(s_soon);
        plan.Problems[^1].Code.ShouldBe(code);
    }

    private static void ShouldBeRead(string text, bool isRead)
    {
        var clock = Stopwatch.StartNew();
        SpecificationPlan plan = SpecificationReader.Read([new SpecificationText(text, "a.tac", 1)], new StepBook([new CustomStep("these rows", "a.tac", 2)]));

        clock.Elapsed.ShouldBeLessThan(s_soon);
        if (isRead)
        {
            plan.Problems.ShouldBeEmpty();
            plan.Features.ShouldHaveSingleItem().Scenarios.ShouldNotBeEmpty();
        }
        else
        {
            plan.Problems.ShouldHaveSingleItem().Code.ShouldBe("TAC1510");
        }
    }
}
