using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves which tools a toolset shows and under which names, those of MCP servers among them.</summary>
public sealed class ToolsetTests
{
    private const string Start = """
        local add = Tool { function(args) return 1 end } local sub = Tool { function(args) return 2 end }
        Toolset "math" { tools = { add, "sub", { name = "neg", description = "negates", input = { n = field.number{} }, function(args) return -args.n end } } }
        local x = Toolset { tools = { add }, prefix = 'p_' }

        """;

    [Theory]
    [InlineData("tools = { 'math' }", "math_add,math_sub,math_neg")]
    [InlineData("tools = { Toolset('math') }", "math_add,math_sub,math_neg")]
    [InlineData("tools = { Toolset.get('math'), add }", "math_add,math_sub,math_neg,add")]
    [InlineData("tools = { { name = 'math', include = { 'add' } } }", "math_add")]
    [InlineData("tools = { { name = 'math', exclude = { 'add' }, prefix = 'm_' } }", "m_sub,m_neg")]
    [InlineData("tools = { { name = 'math', include = { 'add', 'sub' }, rename = { add = 'plus' } } }", "plus,math_sub")]
    [InlineData("tools = { Toolset.filter('math', function(name, tool) return tool.description == 'negates' end) }", "math_neg")]
    [InlineData("tools = { Toolset.combine('math', Toolset.define('more', { tools = { add } })) }", "math_add,math_sub,math_neg,more_add")]
    [InlineData("tools = { x }", "p_add")]
    [InlineData("tools = { Toolset 'few' { type = 'filtered', source = 'math', pattern = '^(add|neg)$' } }", "math_add,math_neg")]
    [InlineData("tools = { Toolset 'all' { type = 'combined', sources = { 'math', x } } }", "math_add,math_sub,math_neg,p_add")]
    [InlineData("tools = { Toolset 'pre' { type = 'prefixed', source = 'math', prefix = 'm_', include = { 'add' } } }", "m_add")]
    [InlineData("tools = { Toolset 're' { type = 'renamed', source = 'math', rename = { add = 'plus' } } }", "plus,math_sub,math_neg")]
    [InlineData("tools = { Toolset 'l' { type = 'lua', tools = { add } } }", "l_add")]
    [InlineData("tools = {}, inline_tools = { { name = 'one', description = 'd', handler = function() end }, { name = 'two', function() end } }", "one,two")]
    public void An_agent_is_shown_the_chosen_tools(string keys, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Says("ok");
        Outcomes.Of(Start + $"local a = Agent {{ model = 'mock/m', {keys} }} return a('x').output", channel).ShouldBe("\"ok\"");
        string.Join(',', channel.Chats()[0].ToolNames()).ShouldBe(expected);
    }

    [Fact]
    public void A_call_counts_under_both_names_of_the_tool()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 math_neg {\"n\":4}", "c2 math_add {}").Says("ok");
        Outcomes.Of(
            Start + "local a = Agent { model = 'mock/m', tools = { 'math' } } local r = a('x') return { add.called(), Tool.called('math_add'), Tool.last_result('math_neg'), Tool.last_call('neg').name, Tool.get_call_count() }",
            channel).ShouldBe("""[true,true,-4,"math_neg",2]""");
    }

    [Theory]
    [InlineData("Toolset 'y' {}", "TAC1417 Toolset 'y' has neither 'use' nor 'tools'")]
    [InlineData("Toolset 'y' { use = 'mcp.a', tools = {} }", "TAC1417 Toolset 'y' has both 'use' and 'tools'")]
    [InlineData("Toolset 'y' { use = './helpers.tac' }", "TAC2105 module 'helpers' not found")]
    [InlineData("Toolset 'y' { use = 'files' }", "TAC1417 'use' of Toolset 'y' names no server and no file: 'files'")]
    [InlineData("Toolset { tools = {} }", "TAC1417 a Toolset needs a name")]
    [InlineData("Toolset 'y' { type = 'filterd' }", "TAC1417 'type' of Toolset 'y' cannot be 'filterd'; did you mean 'filtered'?")]
    [InlineData("Toolset 'y' { type = 'combined' }", "TAC1417 'sources' of Toolset 'y' must be a list that is not empty")]
    [InlineData("Toolset 'y' { type = 'filtered' }", "TAC1417 'source' of Toolset 'y' must be a toolset or the name of one, and is nil")]
    [InlineData("Toolset 'y' { type = 'plugin', paths = { './tools' } }", "TAC1417 paths[1] of Toolset 'y' names no program: './tools'")]
    [InlineData("Toolset 'y' { type = 'filtered', source = 'mth' } local a = Agent { model = 'mock/m', tools = { 'y' } } a()", "TAC1417 'source' of Toolset 'y': there is no toolset 'mth'; did you mean 'math'?")]
    [InlineData("Toolset 'y' { tools = { 1 } }", "TAC1417 'tools' of Toolset 'y' holds an integer")]
    [InlineData("Toolset 'y' { tools = {}, inclde = {} }", "TAC1002 Toolset 'y' has no key 'inclde'; did you mean 'include'?")]
    [InlineData("Toolset 'y' { tools = {}, include = { 1 } }", "TAC1417 'include' of Toolset 'y' must be a list of names")]
    [InlineData("Toolset 'y' { tools = {}, rename = { 'a' } }", "TAC1417 'rename' of Toolset 'y' must name")]
    [InlineData("Toolset 'y' { tools = { { name = 'bad name', print } } }", "TAC1411 a tool cannot be called 'bad name'")]
    [InlineData("Toolset('x', {})", "TAC1006 Toolset(\"x\", {…}) is an older spelling | write Toolset \"x\" {…}")]
    [InlineData("Toolset.get('nobody')", "TAC1410 there is no toolset 'nobody'; known are math, x")]
    [InlineData("Toolset.combine()", "TAC1201 Toolset.combine needs toolsets")]
    [InlineData("Toolset.filter('math', 1)", "TAC1201 Toolset.filter needs a function")]
    [InlineData("local a = Agent { model = 'mock/m', tools = { { name = 'math', include = { 'ad' } } } } a()", "TAC1417 'include' of toolset 'math' names no tool of it: 'ad'; did you mean 'add'?")]
    [InlineData("local a = Agent { model = 'mock/m', tools = { add, { name = 'math', rename = { sub = 'add' } } } } a()", "TAC1415 agent 'a' has two tools that are called 'add'")]
    public void Errors(string program, string expected) => Outcomes.Of(Start + program).ShouldStartWith(expected);

    [Fact]
    public void The_tools_of_a_file_are_those_that_it_declares()
    {
        StartResponse start = Harness.StartOf("local own = Tool { function() end } local m = Toolset { use = './lib/math.tac' } local a = Agent { model = 'mock/m', tools = { m, own } } a('x') return m.twice { n = 4 }")
            .WithModule("lib.math", "local twice = Tool { input = { n = field.integer{} }, function(args) return args.n * 2 end }");
        ScriptedChannel channel = new ScriptedChannel().Says("ok");
        Value.Decode(Harness.Run(start, channel).Output.Span).ToString().ShouldBe("8");
        channel.Chats()[0].ToolNames().ShouldBe(["m_twice", "own"]);
    }

    [Theory]
    [InlineData("tools = { mcp.files }", "files_read,files_write")]
    [InlineData("tools = { 'mcp.files' }", "files_read,files_write")]
    [InlineData("tools = { 'mcp.files.read' }", "files_read")]
    [InlineData("tools = { mcp.files.write }", "files_write")]
    [InlineData("tools = { 'fs' }", "fs_read")]
    [InlineData("tools = { w }", "w")]
    [InlineData("tools = { mcp.files.nothing }", "")]
    [InlineData("tools = { mcp.denied, mcp.denied.tool }", "")]
    public void Tools_of_servers(string keys, string expected)
    {
        ScriptedChannel channel = Server().Says("ok");
        Outcomes.Of($"local fs = Toolset {{ use = 'mcp.files', include = {{ 'read' }} }} local w = Tool {{ use = 'mcp.files.write' }} local a = Agent {{ model = 'mock/m', {keys} }} a('x') a('y')", channel)
            .ShouldBe("null");
        string.Join(',', channel.Chats()[1].ToolNames()).ShouldBe(expected);
        channel.Requests.Count(request => request.Kind == "mcp.tools").ShouldBe(1);
    }

    [Fact]
    public void A_tool_of_a_server_is_called_directly_and_by_an_agent()
    {
        ScriptedChannel channel = Server().Calls("c1 files_read {\"path\":\"p\"}").Says("ok")
            .Answer("mcp.call", "files.read", ValueJson.Parse("""{"text":"one","content":[],"is_error":false}"""))
            .Answer("agent.tool", "files_read", ValueJson.Parse("""{"text":"two","content":[],"is_error":true}"""));
        Outcomes.Of("local direct = mcp.files.read { path = 'q' } local a = Agent { model = 'mock/m', tools = { mcp.files } } a('x') return { direct.text, Tool.get_call_count('files_read'), Tool.last_result('files_read').text }", channel)
            .ShouldBe("""["one",2,"two"]""");
        channel.Effects[0].ShouldBe("""main#1 mcp.call files.read {"path":"q"}""");
        channel.Effects.ShouldContain("""main#4 agent.tool files_read {"call":"c1","kind":"mcp.call","name":"files.read","turn":"main#1","arguments":{"path":"p"}}""");
        channel.Chats()[1].Messages()[^1].ShouldContain("\nError: two\n");
    }

    [Fact]
    public void In_a_run_with_mocks_no_server_is_asked()
    {
        var channel = new ScriptedChannel();
        Outcomes.Of("local a = Agent { model = 'mock/m', tools = { mcp.files, mcp.files.read } } a('x') local ok, e = pcall(mcp.files.read, {}) return { a.output, e.code }", channel, mock: true)
            .ShouldBe("""["Mocked response from a","TAC1442"]""");
        channel.Effects.ShouldBeEmpty();
    }

    private static ScriptedChannel Server() => new ScriptedChannel()
        .Answer("mcp.tools", "files", ValueJson.Parse("""[{"name":"read","description":"reads","parameters":{"type":"object"}},{"name":"write","description":"writes","parameters":{"type":"object"}}]"""))
        .Refuse("mcp.tools", "denied", new EffectError { Code = "TAC3103", Message = "server 'denied' is not granted", Kind = "denied" });
}
