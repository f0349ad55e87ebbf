// Proves that no spelling of a control file's name shows it to a run, and that its neighbours stay visible.
using Tactus.Policy.Paths;

namespace Tactus.Policy.Tests.Paths;

public sealed class ControlFilesTests
{
    [Theory]
    [InlineData(".tactus")]
    [InlineData(".tactus/config.yml")]
    [InlineData("a/b/.tactus/x")]
    [InlineData("hello.tac.yml")]
    [InlineData("HELLO.TAC.YML")]
    [InlineData("x.tac.yaml")]
    [InlineData(".tac.yml")]
    [InlineData(".env")]
    [InlineData(".env.local")]
    [InlineData(".envrc")]
    [InlineData(".Env")]
    [InlineData(".git")]
    [InlineData(".GIT/config")]
    [InlineData("sub/.git/hooks/pre-commit")]
    [InlineData("GIT~1/config")]
    [InlineData(".git./config")]
    [InlineData(".git /config")]
    [InlineData(".gitattributes")]
    [InlineData(".gitmodules")]
    [InlineData(".hg/hgrc")]
    public void Control_files_are_hidden(string path)
    {
        ControlFiles.IsHidden(path).ShouldBeTrue();
        ControlFiles.Explain(path)!.Reason.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello.tac")]
    [InlineData("config.yml")]
    [InlineData("tac.yml")]
    [InlineData("x.tac.yml.md")]
    [InlineData("env")]
    [InlineData("a.env")]
    [InlineData(".gitignore")]
    [InlineData("git")]
    [InlineData("src/main.c")]
    [InlineData("...")]
    public void Their_neighbours_are_not(string path)
    {
        ControlFiles.IsHidden(path).ShouldBeFalse();
        ControlFiles.Explain(path).ShouldBeNull();
    }

    [Fact]
    public void A_single_name_is_judged_alone()
    {
        ControlFiles.IsHiddenName(".git").ShouldBeTrue();
        ControlFiles.IsHiddenName("src").ShouldBeFalse();
    }

    [Fact]
    public void Every_entry_hides_its_own_example() =>
        ControlFiles.Entries.ShouldAllBe(entry => ControlFiles.IsHidden(entry.Entry.Replace("*", "x", StringComparison.Ordinal)));

    [Theory]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "ac", false)]
    [InlineData("a*b*c", "aXbY", false)]
    [InlineData("a*", "b", false)]
    [InlineData("*.x", ".x", true)]
    [InlineData("plain", "PLAIN", true)]
    public void A_star_stands_for_any_characters(string pattern, string name, bool matches) =>
        new NamePattern(pattern).Matches(name).ShouldBe(matches);
}
