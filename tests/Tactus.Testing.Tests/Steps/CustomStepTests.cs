using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Tests.Steps;

// Proves what a declared step's text matches and what it captures, and that a hostile pattern neither hangs nor breaks the host.
public sealed class CustomStepTests
{
    [Theory]
    [InlineData("the total is right", "the total is right", "[]")]
    [InlineData("the total of {name} is {n:d}", "the total of all boxes is -12", "[\"all boxes\",-12]")]
    [InlineData("it takes {int} seconds", "it takes 3 seconds", "[3]")]
    [InlineData("it takes {float} seconds", "it takes 3.5 seconds", "[3.5]")]
    [InlineData("it takes {x:f} seconds", "it takes 4 seconds", "[4]")]
    [InlineData("the {word} says {string}", "the cat says 'me ow'", "[\"cat\",\"me ow\"]")]
    [InlineData("the file \"{path}\" holds {text}", "the file \"a.md\" holds {x}", "[\"a.md\",\"{x}\"]")]
    [InlineData("^the (\\w+) has (\\d+) lines$", "the file has 12 lines", "[\"file\",\"12\"]")]
    [InlineData("the value is (?P<value>\\d+)", "the value is 12", "[\"12\"]")]
    [InlineData("the value is (.*)", "the value is 1 + 1", "[\"1 + 1\"]")]
    [InlineData("the price is {n:d}$", "the price is 12$", "[12]")]
    [InlineData("^costs (\\d+)\\$", "costs 12$", "[\"12\"]")]
    [InlineData("1 + 1 (is) {two}?", "1 + 1 (is) {two}?", "[]")]
    public void A_text_gives_its_arguments(string step, string text, string captures) =>
        Value.ListOf(new CustomStep(step, "a.tac", 1).Match(text).ShouldNotBeNull()).ShouldBe(ValueJson.Parse(captures));

    [Theory]
    [InlineData("the total is right", "the total is right!")]
    [InlineData("the total is {n:d}", "the total is many")]
    [InlineData("^the (\\w+)$", "and the file")]
    public void Another_text_is_another_step(string step, string text) => new CustomStep(step, "a.tac", 1).Match(text).ShouldBeNull();

    [Theory]
    [InlineData("^the (\\w+$")]
    [InlineData("the (?=x)(.*)")]
    [InlineData("the (.)\\1")]
    public void A_pattern_that_is_none_is_an_error_with_its_place(string step)
    {
        TactusException error = Should.Throw<TactusException>(() => new CustomStep(step, "a.tac", 7));

        error.Code.ShouldBe("TAC1518");
        error.File.ShouldBe("a.tac");
        error.Line.ShouldBe(7);
    }

    [Fact]
    public void A_pattern_that_would_backtrack_for_ever_is_matched_in_time() =>
        new CustomStep("^(a+)+$", "a.tac", 1).Match(new string('a', 5_000) + "b").ShouldBeNull();
}
