using System.Text;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests;

/// <summary>Proves that the part of the language for agents and tests is there for every source that names anything of it, and only there.</summary>
public sealed class AgentVocabularyTests
{
    private const string AllGlobals = "local names = {} for name in pairs(_G) do names[#names + 1] = name end table.sort(names) return names";

    [Fact]
    public void The_names_are_those_that_the_part_defines()
    {
        string[] core = Globals("");
        string[] whole = Globals("-- Agent");
        whole.Except(core).Append("Step").Order(StringComparer.Ordinal).ShouldBe(AgentVocabulary.Names.Order(StringComparer.Ordinal));
        core.Except(whole).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("local a = Agent {}", true)]
    [InlineData("Agent", true)]
    [InlineData("return require('tactus.text.similarity')", true)]
    [InlineData("Agents = 1 local myAgent = 2 local _Tool, Tool_ = 3, Tool2", false)]
    [InlineData("Procedure { function() checkpoint(function() end) end }", false)]
    [InlineData("", false)]
    public void A_source_uses_it_that_holds_a_name_as_a_word(string source, bool expected) =>
        AgentVocabulary.IsUsedIn(Encoding.UTF8.GetBytes(source)).ShouldBe(expected);

    [Fact]
    public void A_module_that_uses_it_is_enough()
    {
        StartResponse start = Harness.StartOf("return require('helper')").WithModule("helper", "return type(Agent)");
        Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe("\"table\"");
    }

    [Theory]
    [InlineData("Agnt {}", "did you mean 'Agent'?")]
    [InlineData("Specificaton('x')", "did you mean 'Specification'?")]
    public void A_misspelled_name_is_told_all_the_same(string program, string expected) => Outcomes.Of(program).ShouldEndWith(expected);

    private static string[] Globals(string comment) =>
        [.. ((ListValue)Harness.Output(AllGlobals + " " + comment)).Items.Select(name => name.ToString()!.Trim('"'))];
}
