using Tactus.Protocol;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Tests.Steps;

// Proves that a text is exactly one step: an unknown one names the nearest, an ambiguous one names all that it could be.
public sealed class StepBookTests
{
    private static readonly StepBook s_book = new([new CustomStep("the report has {n:d} lines", "a.tac", 3), new CustomStep("the report has {what}", "a.tac", 4), new CustomStep("the procedure runs", "a.tac", 5)]);

    [Fact]
    public void A_declared_step_is_found_before_the_end_of_the_book() => s_book.Find("the report has no end", "a.tac", 9).Custom!.Line.ShouldBe(4);

    [Fact]
    public void A_built_in_step_is_found() => s_book.Find("the procedure should fail", "a.tac", 9).Kind.ShouldBe("fails");

    [Theory]
    [InlineData("the procedure should succeed", "the procedure should fail [with {text:S}]")]
    [InlineData("the done tool should be caled", "the {name} tool should be called")]
    [InlineData("the reprot has 3 lines", "the report has {n:d} lines")]
    public void An_unknown_step_names_the_nearest_one(string text, string nearest)
    {
        TactusException error = Should.Throw<TactusException>(() => s_book.Find(text, "a.tac", 9));

        error.Code.ShouldBe("TAC1513");
        error.Line.ShouldBe(9);
        error.Mend.ShouldNotBeNull().ShouldContain(nearest);
    }

    [Fact]
    public void A_step_that_two_declarations_fit_is_ambiguous()
    {
        TactusException error = Should.Throw<TactusException>(() => s_book.Find("the report has 3 lines", "a.tac", 9));

        error.Code.ShouldBe("TAC1514");
        error.Message.ShouldContain("a.tac:3");
        error.Message.ShouldContain("a.tac:4");
    }

    [Fact]
    public void A_declared_step_that_is_a_built_in_one_is_ambiguous()
    {
        TactusException error = Should.Throw<TactusException>(() => s_book.Find("the procedure runs", "a.tac", 9));

        error.Code.ShouldBe("TAC1514");
        error.Message.ShouldContain("built-in");
    }

    [Theory]
    [InlineData("the agent \"a\" calls tool \"t\" with args {'a' 1}")]
    [InlineData("the output should be {'a'")]
    public void An_argument_that_cannot_be_read_is_an_error(string text) =>
        Should.Throw<TactusException>(() => s_book.Find(text, "a.tac", 9)).Code.ShouldBe("TAC1517");

    [Fact]
    public void A_step_of_a_million_characters_is_refused_at_once() =>
        Should.Throw<TactusException>(() => s_book.Find("the output should be " + new string('"', 1_000_000), "a.tac", 9)).Code.ShouldBe("TAC1517");
}
