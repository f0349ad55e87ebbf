// Proves that names of tools are read in one way, and that only plugin tools may hold a path.
using Tactus.Policy.Tools;

namespace Tactus.Policy.Tests.Tools;

public sealed class ToolNameTests
{
    [Theory]
    [InlineData("host.ping")]
    [InlineData("mcp.files.read_file")]
    [InlineData("plugin.tools/weather.py")]
    [InlineData("plugin.weather")]
    public void A_name_is_one(string name) => ToolName.FindProblem(name).ShouldBeNull();

    [Theory]
    [InlineData("tools/weather.py")]
    [InlineData("mcp.files/x")]
    [InlineData("plugin.")]
    [InlineData("plugin./etc/passwd")]
    [InlineData("plugin.../x")]
    [InlineData("plugin.tools//x")]
    [InlineData("plugin.tools/-x")]
    [InlineData("plugin.tools/a b")]
    [InlineData("plugin.tools/")]
    public void Anything_else_is_none(string name) => ToolName.FindProblem(name).ShouldNotBeNull();

    [Theory]
    [InlineData("plugin.*", true)]
    [InlineData("plugin.tools/weather.py", true)]
    [InlineData("plugin.tools/weather", false)]
    [InlineData("plugin.tools.*", false)]
    public void A_pattern_stands_for_a_path_as_it_is_written(string pattern, bool matches) =>
        ToolPattern.Parse(pattern).Matches("plugin.tools/weather.py").ShouldBe(matches);
}
