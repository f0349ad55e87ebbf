using System.Text;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests;

/// <summary>Proves that what is loaded only when it is needed is always there when a procedure names it, and that nothing tells the difference.</summary>
public sealed class PreludePartsTests
{
    private const string Globals = "local names = {} for name in pairs(_G) do names[#names + 1] = name end table.sort(names) return names";

    [Fact]
    public void The_list_of_names_is_what_the_parts_make() =>
        NamesOf(mock: true).Except(NamesOf(mock: false), StringComparer.Ordinal).ShouldBe(PreludeParts.Names);

    [Fact]
    public void The_names_are_sorted_and_each_is_found_alone()
    {
        PreludeParts.Names.ShouldBe(PreludeParts.Names.Order(StringComparer.Ordinal));
        foreach (string name in PreludeParts.Names)
        {
            PreludeParts.AreNamedIn(Encoding.ASCII.GetBytes($"x={name}{{}}")).ShouldBeTrue(name);
            PreludeParts.AreNamedIn(Encoding.ASCII.GetBytes(name)).ShouldBeTrue(name);
            PreludeParts.AreNamedIn(Encoding.ASCII.GetBytes($"x{name} {name}_ 1{name}")).ShouldBeFalse(name);
        }
    }

    [Theory]
    [InlineData("return type(require('tactus.text.' .. 'similarity').ratio)", "\"function\"")]
    [InlineData("return field.equals_expected{}.type", "\"equals_expected\"")]
    [InlineData("Step('a step', function() end) return type(Step.checkpoint)", "\"function\"")]
    [InlineData("return Stop.reason() == nil", "true")]
    [InlineData("local ok, e = pcall(function() return field.strng{} end) return e.message", "\"there is no field.strng; did you mean 'string'?\"")]
    public void What_the_core_leads_to_is_loaded_then(string program, string expected) =>
        Harness.Output(program).ToString().ShouldBe(expected);

    [Fact]
    public void A_misspelled_name_is_mended_though_nothing_was_loaded() =>
        Harness.Run(Harness.StartOf("Agnt {}"), new ScriptedChannel()).Error!.Mend.ShouldBe("did you mean 'Agent'?");

    private static IEnumerable<string> NamesOf(bool mock)
    {
        StartResponse start = Harness.StartOf(Globals);
        start.Mock = mock;
        return ((ListValue)Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span)).Items.Select(item => item.ToString().Trim('"'));
    }
}
