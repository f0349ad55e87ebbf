using Tactus.Language.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves what agents, tools and models answer in a run with mocks, and that mocks mean nothing outside of one.</summary>
public sealed class MockTests
{
    private const string Start = """
        local t = Tool { input = { x = field.any{} }, function(args) return "real" end }
        local a = Agent { model = "mock/m", tools = { t } }

        """;

    [Theory]
    [InlineData("Mocks { t = { returns = { n = 1 } } } return { t {}, t.last_result() }", """[{"n":1},{"n":1}]""")]
    [InlineData("Mocks { t = { returns = false } } return t {}", "false")]
    [InlineData("Mocks { t = { temporal = { 1, { returns = 2 }, 'three' } } } return { t {}, t {}, t {}, t {} }", """[1,2,"three","three"]""")]
    [InlineData("Mocks { t = { conditional = { { when = { x = 'contains:ab' }, returns = 1 }, { when = { x = 'startswith:c' }, returns = 2 }, { when = { x = 'endswith:d' }, returns = 3 }, { when = { x = 'e' }, returns = 4 }, { when = { x = 5 }, returns = 5 } }, returns = 'else' } } return { t { x = 'cab' }, t { x = 'cx' }, t { x = 'xd' }, t { x = 'e' }, t { x = 5 }, t { x = 'f' }, t {} }", """[1,2,3,4,5,"else","else"]""")]
    [InlineData("Mocks { t = { error = 'boom', returns = 1 } } local ok, e = pcall(t, {}) return { e.code, e.message, e.kind, t.called() }", """["TAC1441","boom","failed",false]""")]
    [InlineData("Mocks { t = { temporal = { { error = 'first' }, 2 } } } local ok, e = pcall(t, {}) return { e.message, t {} }", """["first",2]""")]
    [InlineData("return t {}", "\"real\"")]
    [InlineData("Mocks { ['tracker.x'] = { returns = 7 } } return Host.call('tracker.x', {})", "7")]
    [InlineData("Mocks { p = { returns = 7 } } local p = Tool { use = './p.py' } return p {}", "7")]
    [InlineData("local p = Tool { use = './p.py' } local ok, e = pcall(p, {}) return e.code", "\"TAC1442\"")]
    public void Tools(string program, string expected) => Outcomes.Of(Start + program, mock: true).ShouldBe(expected);

    [Theory]
    [InlineData("local r = a('hi') return { r.output, a.output, r.usage.total_tokens, Iterations.current(), #a.history.get() }", """["Mocked response from a","Mocked response from a",0,1,2]""")]
    [InlineData("Mocks { a = { message = 'hello', usage = { prompt_tokens = 3, completion_tokens = 4 } } } local r = a('hi') return { r.output, r.usage.total_tokens }", """["hello",7]""")]
    [InlineData("Mocks { a = { tool_calls = { { tool = 't', args = { x = 1 } }, { name = 'other' } } } } local r = a('hi') return { r.output, t.last_call(), Tool.called('other'), #r.tool_calls, #r.new_messages() }", """["",{"args":{"x":1},"name":"t","agent":"a"},true,2,4]""")]
    [InlineData("Mocks { a = { tool_calls = { { tool = t, args = {} } } }, t = { returns = 5 } } a() return t.last_result()", "5")]
    [InlineData("Mocks { a = { data = { n = 4 } } } local r = a() return { r.output.n, r.message }", """[4,"{\"n\":4}"]""")]
    [InlineData("Mocks { a = { message = 'x', temporal = { { message = 'one' }, 'two', { response = 'three', tool_calls = { { tool = 't' } } } } } } return { a().output, a().output, a().output, a().output, t.call_count() }", """["one","two","three","three",2]""")]
    [InlineData("Mocks { a = { response = 'r' } } return a().output", "\"r\"")]
    [InlineData("Mocks { a = { response = { message = 'r', tool_calls = { { tool = 't' } } } } } return { a().output, t.called() }", """["r",true]""")]
    [InlineData("Mocks { a = { conditional_mocks = { { when = { who = 'me' }, ['return'] = 'mine' } }, message = 'any' } } return { a { who = 'me' }.output, a { who = 'you' }.output }", """["mine","any"]""")]
    [InlineData("Mocks { a = { error = 'model down' , message = ''} } local ok, e = pcall(a) return { e.code, e.message }", """["TAC1441","model down"]""")]
    [InlineData("Mocks { somebody = { message = 'remapped' } } return a().output", "\"remapped\"")]
    [InlineData("Mocks { somebody = { message = 'remapped' } } local b = Agent {} return a().output", "\"Mocked response from a\"")]
    [InlineData("Mocks { t = { returns = 1 } } return a().output", "\"Mocked response from a\"")]
    [InlineData("local typed = Agent { output = { n = field.integer{required = true} } } Mocks { typed = { data = { n = 1 } } } return typed().output", """{"n":1}""")]
    [InlineData("local typed = Agent { output = { n = field.integer{required = true} } } Mocks { typed = { message = '{\"n\": 1}' } } return typed().output", """{"n":1}""")]
    [InlineData("local typed = Agent { output = { n = field.integer{required = true} } } return typed().output", "\"Mocked response from typed\"")]
    [InlineData("Mocks { a = { conditional = { { when = { message = 'contains:tea' }, returns = { message = 'cup' } } }, message = 'any' } } return { a('green tea').output, a{ message = 'milk' }.output }", """["cup","any"]""")]
    [InlineData("Mocks { a = { returns = { label = 'x' } } } return a().output", """{"label":"x"}""")]
    [InlineData("local b = Agent { tools = { 'somebody_elses' } } Mocks { b = { tool_calls = { { tool = 'somebody_elses', args = {} } } } } b() return Tool.called('somebody_elses')", "true")]
    [InlineData("local g = Tool { use = 'cli.git' } local s = Toolset { type = 'plugin', paths = { './tools' } } local b = Agent { tools = { g, s } } return b().output", "\"Mocked response from b\"")]
    [InlineData("Mocks { m = { temporal = { 'A', 'B' } } } local m = Model { type = 'llm' } return { m('x').output, m('x').output }", """["A","B"]""")]
    [InlineData("local m = Model { type = 'llm' } return m('x').output", "\"Mocked response from m\"")]
    public void Agents_and_models(string program, string expected)
    {
        var channel = new ScriptedChannel();
        Outcomes.Of(Start + program, channel, mock: true).ShouldBe(expected);
        channel.Effects.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Mocks(1)", "TAC1003 Mocks takes one table, and got an integer")]
    [InlineData("Mocks { 1 }", "TAC1440 Mocks names what each mock stands for")]
    [InlineData("Mocks { t = 1 }", "TAC1440 the mock of 't' must be a table, and is an integer | write t = { returns = … }")]
    [InlineData("Mocks { t = {} }", "TAC1440 the mock of 't' is empty")]
    [InlineData("Mocks { t = { retruns = 1 } }", "TAC1002 the mock of 't' has no key 'retruns'; did you mean 'returns'?")]
    [InlineData("Mocks { t = { temporal = {} } }", "TAC1440 'temporal' of the mock of 't' must be a list that is not empty")]
    [InlineData("Mocks { t = { conditional = { { returns = 1 } } } }", "TAC1440 conditional[1] of the mock of 't' has no 'when'")]
    [InlineData("Mocks { a = { tool_calls = { { args = {} } } } }", "TAC1440 tool_calls[1] of the mock of 'a' names no tool")]
    [InlineData("Mocks { t = { returns = 1 } } Mocks { t = { returns = 1 } }", "TAC1440 there are two mocks of 't'")]
    [InlineData("local typed = Agent { output = { n = field.integer{} } } Mocks { typed = { data = { n = 'x' } } } typed()", "TAC1440 the mock of agent 'typed' breaks its output: output.n: must be an integer")]
    public void Errors(string program, string expected) => Outcomes.Of(Start + program, mock: true).ShouldStartWith(expected);

    [Fact]
    public void Without_mocks_they_mean_nothing() =>
        Outcomes.Of(Start + "Mocks { t = { returns = 1 }, a = { message = 'mocked' } } return { t {}, a('x').output }", new ScriptedChannel().Says("asked"))
            .ShouldBe("""["real","asked"]""");
}
