using System.Text;
using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Output;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Tests.Commands.Describing;

// Proves that what a file declares is told in lines, and that a guest that describes nonsense prints nothing that a terminal would obey.
public sealed class DescriptionTextTests
{
    [Fact]
    public void Declarations_are_told_with_their_fields_and_places() => Printed("""
        {"style": "procedure",
         "procedures": [{"name": "main", "file": "p.tac", "line": 7, "input": {"city": {"type": "string", "default": "Vienna"}},
                         "output": {"type": "object", "properties": {"plan": {"type": "string", "required": true}}}}],
         "agents": [{"name": "planner", "file": "p.tac", "line": 3, "model": "", "tools": ["weather", "done"]}],
         "tools": [{"name": "weather", "file": "p.tac", "line": 1, "source": "lua", "target": "", "description": "The weather"}],
         "mocks": ["planner"],
         "specifications": [{"file": "p.tac", "line": 20, "text": "Feature: Days\n  Scenario: one\n"}]}
        """).ShouldBe("""
        Procedures
          main  p.tac:7
            input  city  string  default "Vienna"
            output  plan  string  required
        Agents
          planner  the default model  tools: weather, done  p.tac:3
        Tools
          weather  lua  – The weather  p.tac:1
        Mocks
          planner
        Specifications
          Feature: Days  p.tac:20

        """);

    [Fact]
    public void A_single_output_and_a_script_are_told_too() => Printed("""
        {"style": "script", "input": {"n": {"type": "integer", "enum": [1, 2]}}, "output": {"type": "string"}}
        """).ShouldBe("""
        Script
            input  n  integer  one of [1,2]
            output  string

        """);

    [Theory]
    [InlineData("""{"procedures": 1, "agents": [1, "x", null], "tools": [[]], "mocks": {"a": 1}}""")]
    [InlineData("""{"procedures": [{}], "agents": [{"tools": 3, "model": []}], "specifications": [{"text": 4}]}""")]
    [InlineData("""{"procedures": [{"name": "\u001b[2Jmain", "line": "x", "input": {"\u001b]0;a\u0007": {"type": "\u0007"}}, "output": {"properties": 1}}]}""")]
    public void A_guest_that_describes_nonsense_is_no_danger(string description) =>
        Printed(description).ShouldNotContain(character => char.IsControl(character) && character != '\n');

    private static string Printed(string json)
    {
        using var output = new MemoryStream();
        using (var console = new CliConsole(output, new MemoryStream(), static () => null))
        {
            new DescriptionText(console).Print((MapValue)ValueJson.Parse(json));
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
