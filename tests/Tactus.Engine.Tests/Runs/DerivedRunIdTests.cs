using Tactus.Engine.Runs;
using Tactus.Journal;

namespace Tactus.Engine.Tests.Runs;

// Proves that a run's child has an id that its parent and its entry alone decide, and that is a run's id like any other.
public sealed class DerivedRunIdTests
{
    private const string Parent = "01qee647x5j3xs5y";

    [Fact]
    public void The_same_cause_gives_the_same_id() => DerivedRunId.Of(Parent, "main:3").ShouldBe(DerivedRunId.Of(Parent, "main:3"));

    [Fact]
    public void Other_causes_and_other_parents_give_others()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(position => DerivedRunId.Of(Parent, $"main:{position}")), DerivedRunId.Of("01qee647x5j3xs5z", "main:3")];

        ids.ShouldBeUnique();
        ids.ShouldNotContain(Parent);
    }

    [Fact]
    public void It_has_the_form_of_an_id_and_its_parent_s_time()
    {
        string id = DerivedRunId.Of(Parent, "main:3");

        id.Length.ShouldBe(RunIds.Length);
        id.ShouldStartWith(Parent[..9]);
        id.ShouldAllBe(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character));
    }
}
