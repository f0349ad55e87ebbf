using Tactus.Engine.Children;

namespace Tactus.Engine.Tests.Children;

// Proves that a tree of runs has a bounded number of sandboxes, however it branches.
public sealed class RunFamilyTests
{
    [Fact]
    public void It_is_full_until_one_leaves()
    {
        var family = new RunFamily();

        Enumerable.Range(0, RunFamily.MostAlive).ShouldAllBe(_ => family.TryEnter());
        family.TryEnter().ShouldBeFalse();
        family.Leave();
        family.TryEnter().ShouldBeTrue();
        family.TryEnter().ShouldBeFalse("a refusal takes no place");
    }
}
