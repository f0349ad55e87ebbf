using Tactus.Language.Tests.Support;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves the small names of the Python dialect, the names that exist in Python only, and prompts by name.</summary>
public sealed class SmallNameTests
{
    [Theory]
    [InlineData("Prompt('greeting', 'Hello') return Prompt('greeting')", "\"Hello\"")]
    [InlineData("async(true) return_prompt 'a' error_prompt 'b' status_prompt 'c' return 1", "1")]
    [InlineData("return { contains('x'), equals(1), matches('a+') }", """[{"value":"x","matcher":"contains"},{"value":1,"matcher":"equals"},{"value":"a+","matcher":"matches"}]""")]
    [InlineData("return utf8_clean('a\\xffb\\xc3\\xa9\\xc3')", "\"ab\u00e9\"")]
    [InlineData("return utf8_clean('') .. utf8_clean('\\xff')", "\"\"")]
    [InlineData("local t = {} for x in python.iter { 1, 2 } do t[#t + 1] = x * 2 end return t", "[2,4]")]
    [InlineData("return { unpack { 1, 2 } }", "[1,2]")]
    [InlineData("return { math.pow(2, 3), math.log10(100), math.floor(math.atan2(1, 1) * 100) }", "[8,2,78]")]
    [InlineData("Prompt('x')", "TAC1410 there is no prompt 'x'")]
    [InlineData("Prompt('x', 1)", "TAC1003 the text of Prompt 'x' must be a string")]
    [InlineData("async(1)", "TAC1201 async takes true or false, and got an integer")]
    [InlineData("python.eval('1')", "TAC1480 python.eval exists in Python only | lists are Lua tables here")]
    [InlineData("LM 'openai/x' {}", "TAC1480 LM exists in Python only | name the model in the agent")]
    [InlineData("Retriever { corpus = 1 }", "TAC1480 Retriever exists in Python only | search with a host tool")]
    [InlineData("local m = Module.x", "TAC1480 Module exists in Python only")]
    public void Names(string program, string expected) => Outcomes.Of(program).ShouldStartWith(expected);

    [Fact]
    public void Classify_is_the_standard_module_with_the_name_of_the_variable()
    {
        var start = Harness.StartOf("local triage = Classify { classes = { 'a', 'b' } } return triage")
            .WithModule("tactus.text.classify", "return { classify = function(given) return given.name .. #given.classes end }");
        Protocol.Values.Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span).ToString().ShouldBe("\"triage2\"");
    }
}
