using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves what a tool may be declared as, what calling one does, and what is remembered of the calls.</summary>
public sealed class ToolTests
{
    private const string Add = "local add = Tool { description = 'adds', input = { a = field.number{required = true}, b = field.number{default = 1} }, output = field.number{}, function(args) return args.a + args.b end } ";

    [Theory]
    [InlineData("return add { a = 2 }", "3")]
    [InlineData("return add:call { a = 2, b = 3 }", "5")]
    [InlineData("return add.call(add, { a = 2 })", "3")]
    [InlineData("return { add.called(), add.call_count(), add.last_call() == nil, add.last_result() == nil }", "[false,0,true,true]")]
    [InlineData("add { a = 1 } add { a = 2, b = 5 } return { add.called(), add.call_count(), add.last_call(), add.last_result() }", """[true,2,{"args":{"a":2,"b":5},"name":"add","result":7},7]""")]
    [InlineData("add { a = 1 } return { Tool.called('add'), Tool.last_result('add'), Tool.last_call('add').args.b, Tool.get_call_count('add'), Tool.get_call_count(), #Tool.get_all_calls() }", "[true,2,1,1,1,1]")]
    [InlineData("add { a = 1 } return { Tool.called(add), Tool('add').called(), Tool.get('add').call_count(), Tool('add') { a = 5 } }", "[true,true,1,6]")]
    [InlineData("add { a = 1 } add.reset() local was = add.called() add { a = 3 } return { was, add.call_count(), add.last_result() }", "[false,1,4]")]
    [InlineData("add { a = 1 } Tool.reset() return { add.called(), Tool.get_call_count() }", "[false,0]")]
    [InlineData("add { a = 1 } Tool.reset('other') return add.called()", "true")]
    [InlineData("add { a = 1 } local c = add.last_call() c.args.a = 9 return add.last_call().args.a", "1")]
    [InlineData("local ok = pcall(add, { a = 'x' }) return { ok, add.called() }", "[false,false]")]
    [InlineData("return { tostring(add), add.name, add.description }", """["tool add","add","adds"]""")]
    [InlineData("return { Tool.called('unknown'), Tool('unknown').called() }", "[false,false]")]
    [InlineData("local done = Tool { name = 'done', function() end } done { reason = 'enough' } return { Stop.requested(), Stop.reason(), Stop.success() }", """[true,"enough",true]""")]
    [InlineData("local done = Tool { name = 'done', function() end } done { reason = 'no', success = false } return { Stop.reason(), Stop.success() }", """["no",false]""")]
    [InlineData("local t = Tool { function(args) args.a = 9 return args end } t { a = 1 } return t.last_call().args.a", "1")]
    [InlineData("local t = Tool { function() return print end } return t {} == print", "true")]
    [InlineData("local t = Tool { output = { n = field.integer{default = 4} }, function() return {} end } return t {}", """{"n":4}""")]
    public void Calls(string program, string expected) => Outcomes.Of(Add + program).ShouldBe(expected);

    [Theory]
    [InlineData("add {}", "TAC1412 the arguments of tool 'add' break its schema: a: is required")]
    [InlineData("add { a = 1, c = 2 }", "TAC1412 the arguments of tool 'add' break its schema: c: is no declared argument")]
    [InlineData("add(1)", "TAC1412 the arguments of tool 'add' must be a table with names, and are an integer")]
    [InlineData("add({ a = 1 }, 2)", "TAC1412 tool 'add' takes one table, and got 2 values")]
    [InlineData("add { a = print }", "TAC1412 args.a is a function")]
    [InlineData("local t = Tool { name = 't', output = field.string{}, function() return 1 end } t {}", "TAC1413 the result of tool 't' breaks its schema: output: must be a string, and is 1")]
    [InlineData("local t = Tool { name = 't', output = { n = field.integer{required = true} }, function() return { 1 } end } t {}", "TAC1413 the result of tool 't' breaks its schema: output: must be a table")]
    [InlineData("add.calld()", "TAC1201 a tool has no 'calld'; did you mean 'call'?")]
    [InlineData("Tool.calld('x')", "TAC1201 Tool has no function 'calld'; did you mean 'called'?")]
    [InlineData("Tool.called(1)", "TAC1201 Tool.called needs the name of a tool, and got an integer")]
    [InlineData("add.x = 1", "TAC1003 a tool cannot be changed")]
    [InlineData("Tool('ad') { a = 1 }", "TAC1410 there is no tool 'ad'; did you mean 'add'?")]
    public void Errors_of_calls(string program, string expected) => Outcomes.Of(Add + program).ShouldStartWith(expected);

    [Theory]
    [InlineData("finish = Tool { use = 'tactus.tools.finish' } finish { n = 1 } return { finish.name, Tool.called('finish') }", """["finish",true]""")]
    [InlineData("finish = Tool { use = 'tactus.finish' } return finish { n = 2 }", "2")]
    [InlineData("other = Tool { use = 'tactus.tools.finish' } return { other { n = 3 }, other.name, other.description, (pcall(other, { n = 'x' })) }", """[3,"other","Finishes.",false]""")]
    [InlineData("x = Tool { use = 'tactus.tools.none' }", "TAC1411 the module 'tactus.tools.none' returns no tool")]
    public void A_standard_tool_may_be_named(string program, string expected)
    {
        StartResponse start = Harness.StartOf(program)
            .WithModule("tactus.tools.finish", "local finish = Tool { name = 'finish', description = 'Finishes.', input = { n = field.integer{} }, function(args) return args.n end } return finish")
            .WithModule("tactus.tools.none", "return {}");
        ProcedureOutcome outcome = Harness.Run(start, new ScriptedChannel());
        (outcome.Error is { } error ? $"{error.Code} {error.Message}" : Value.Decode(outcome.Output.Span).ToString()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Tool 'x' { description = 'd', function() end }", "TAC1006 Tool \"x\" {…} is an older spelling | write x = Tool {…}")]
    [InlineData("Tool('x', {}, print)", "TAC1006 Tool \"x\" {…} is an older spelling")]
    [InlineData("local x = Tool {}", "TAC1411 Tool 'x' has neither a function nor 'use'")]
    [InlineData("local x = Tool { use = 'host.ping', print }", "TAC1411 Tool 'x' has both a function and 'use'")]
    [InlineData("local x = Tool { use = 'host.ping', source = 'host.ping' }", "TAC1411 Tool 'x' has both 'use' and 'source'")]
    [InlineData("local x = Tool { use = 'nobody' }", "TAC1411 'nobody' names no tool")]
    [InlineData("local x = Tool { use = 'cli.ls' }", "TAC1411 'cli.ls': a Tool cannot run a command of the host")]
    [InlineData("local x = Tool { use = 'mcp.server' }", "TAC1411 'mcp.server' names no tool of a server")]
    [InlineData("local x = Tool { use = './tools.tac' }", "TAC1411 'use' of a Tool cannot be a .tac file")]
    [InlineData("local x = Tool { print, print }", "TAC1411 Tool 'x' takes one entry without a name")]
    [InlineData("local x = Tool { 'text' }", "TAC1411 Tool 'x' takes one function, and got a string")]
    [InlineData("local x = Tool { descripton = 'd', print }", "TAC1002 Tool 'x' has no key 'descripton'; did you mean 'description'?")]
    [InlineData("local x = Tool { description = 1, print }", "TAC1003 'description' of Tool 'x' must be a string, and is 1")]
    [InlineData("local x = Tool { parameters = {}, print }", "TAC1006 'parameters' of Tool 'x' is an older spelling | it is now input")]
    [InlineData("local x = Tool { input = { a = 'string' }, print }", "TAC1003 'a' in 'input' of Tool 'x' must be a field, and is a string")]
    [InlineData("Tool { print }", "TAC1411 a Tool needs a name")]
    [InlineData("x = Tool { name = 'y', print }", "TAC1003 the tool is called 'y' and stands in the variable 'x'")]
    [InlineData("Tool { name = 'has space', print }", "TAC1411 a tool cannot be called 'has space'")]
    [InlineData("Tool { name = '', print }", "TAC1003 'name' of Tool must be a string that is not empty")]
    [InlineData("local x = Tool { print }\nx = Tool { print }", "TAC1005 two tools are called 'x': test.tac:1 and test.tac:2")]
    [InlineData("Tool(1)", "TAC1003 Tool takes one table, and got an integer")]
    [InlineData("Tool()", "TAC1003 Tool takes one table, and got nil")]
    [InlineData("Tool({}, {})", "TAC1003 Tool takes one table, and got more than one value")]
    [InlineData("Tool.called = print", "TAC1003 Tool cannot be changed")]
    public void Errors_of_declarations(string program, string expected) => Outcomes.Of(program).ShouldStartWith(expected);

    [Fact]
    public void A_line_that_runs_again_declares_the_same_tool_anew() =>
        Outcomes.Of("local f = {}\nfor i = 1, 2 do local t = Tool { function() return i end } f[i] = t end return { f[1] {}, f[2] {}, Tool('t') {} }").ShouldBe("[1,2,2]");

    [Theory]
    [InlineData("broker.host.ping", "host.call host.ping")]
    [InlineData("host.ping", "host.call host.ping")]
    [InlineData("broker.tracker.create_issue", "host.call tracker.create_issue")]
    [InlineData("host.tracker.create_issue", "host.call tracker.create_issue")]
    [InlineData("mcp.files.read", "mcp.call files.read")]
    [InlineData("./tools/weather.py", "plugin.call tools/weather.py")]
    [InlineData("plugin.weather", "plugin.call tools/weather.py")]
    public void A_tool_of_somebody_else_is_asked_of_the_host(string use, string expected)
    {
        string[] parts = expected.Split(' ');
        ScriptedChannel channel = new ScriptedChannel().Answer(parts[0], parts[1], Value.Of("done"));
        Outcomes.Of($"local t = Tool {{ use = '{use}', input = {{ n = field.integer{{}} }} }} return {{ t {{ n = 1 }}, t.last_result() }}", channel).ShouldBe("""["done","done"]""");
        channel.Effects.ShouldBe([$$"""main#1 {{expected}} {"n":1}"""]);
    }
}
