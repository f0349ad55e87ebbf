// Proves that patterns of tool names match by whole segments and case, and that covering is what matching says.
using Tactus.Policy.Tools;

namespace Tactus.Policy.Tests.Tools;

public sealed class ToolPatternTests
{
    [Theory]
    [InlineData("host.ping", "host.ping", true)]
    [InlineData("host.ping", "Host.ping", false)]
    [InlineData("host.ping", "host.pings", false)]
    [InlineData("host.ping", "host.ping ", false)]
    [InlineData("github.*", "github.issue", true)]
    [InlineData("github.*", "github.issue.create", true)]
    [InlineData("github.*", "github", false)]
    [InlineData("github.*", "github.", false)]
    [InlineData("github.*", "githubx.issue", false)]
    [InlineData("github.*", "GitHub.issue", false)]
    [InlineData("*", "anything", true)]
    [InlineData("a_1.b-c", "a_1.b-c", true)]
    public void Names_match(string pattern, string name, bool matches) => ToolPattern.Parse(pattern).Matches(name).ShouldBe(matches);

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a*")]
    [InlineData("*.a")]
    [InlineData("a.*.b")]
    [InlineData("a.**")]
    [InlineData(".*")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("-a")]
    [InlineData("a/b")]
    public void What_is_no_pattern_is_refused(string text)
    {
        ToolPattern.FindProblem(text).ShouldNotBeNull();
        Should.Throw<FormatException>(() => ToolPattern.Parse(text));
    }

    [Theory]
    [InlineData("*", "a.*", true)]
    [InlineData("a.*", "*", false)]
    [InlineData("a.*", "a.b.*", true)]
    [InlineData("a.b.*", "a.*", false)]
    [InlineData("a.*", "a.b", true)]
    [InlineData("a.b", "a.*", false)]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "a.c", false)]
    public void Covering_is_inclusion(string wide, string narrow, bool covers) =>
        ToolPattern.Parse(wide).Covers(ToolPattern.Parse(narrow)).ShouldBe(covers);

    [Fact]
    public void A_pattern_prints_as_written() => ToolPattern.Parse("a.*").ToString().ShouldBe("a.*");

    [Fact]
    public void A_name_has_at_most_128_characters()
    {
        ToolName.FindProblem(new string('a', 128)).ShouldBeNull();
        ToolName.FindProblem(new string('a', 129)).ShouldNotBeNull();
    }
}
