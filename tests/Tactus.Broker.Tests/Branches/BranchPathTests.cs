// Proves that the names of branches are taken apart as the contract says, and that nothing else passes for one.
using Tactus.Broker.Branches;

namespace Tactus.Broker.Tests.Branches;

public sealed class BranchPathTests
{
    [Theory]
    [InlineData("main")]
    [InlineData("main/1.checkpoint")]
    [InlineData("main/12.procedure/3.branch/9223372036854775807.checkpoint")]
    public void A_name_of_the_grammar_is_valid(string name) => BranchPath.IsValid(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("other")]
    [InlineData("main/")]
    [InlineData("main/.branch")]
    [InlineData("main/1.")]
    [InlineData("main/0.branch")]
    [InlineData("main/01.branch")]
    [InlineData("main/-1.branch")]
    [InlineData("main/+1.branch")]
    [InlineData("main/1.Branch")]
    [InlineData("main/1.something")]
    [InlineData("main/1.branch/")]
    [InlineData("main//1.branch")]
    [InlineData("main/9223372036854775808.branch")]
    [InlineData("main/1.branch ")]
    [InlineData("x/1.branch")]
    public void Anything_else_is_not(string name) => BranchPath.IsValid(name).ShouldBeFalse();

    [Fact]
    public void A_name_may_be_long_but_not_endless()
    {
        string name = "main/" + new string('1', 18) + ".branch";
        while (name.Length + 9 <= BranchPath.MaxLength)
        {
            name += "/1.branch";
        }

        BranchPath.IsValid(name).ShouldBeTrue();
        BranchPath.IsValid(name + "/1.branch").ShouldBeFalse();
    }

    [Theory]
    [InlineData("main/1.branch", null)]
    [InlineData("main/1.checkpoint/2.branch/3.procedure", "main/1.checkpoint")]
    [InlineData("main/1.checkpoint/2.checkpoint", "main/1.checkpoint/2.checkpoint")]
    public void The_innermost_checkpoint_is_found(string name, string? checkpoint) => BranchPath.FindCheckpoint(name).ShouldBe(checkpoint);
}
