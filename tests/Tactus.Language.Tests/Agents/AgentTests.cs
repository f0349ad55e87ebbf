using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves what an agent may be declared as, what its model is asked, and what a turn does with the answers.</summary>
public sealed class AgentTests
{
    private const string Tools = """
        local look = Tool { description = 'looks', input = { at = field.string{required = true} }, function(args) return { saw = args.at } end }
        local done = Tool { function(args) return args end }
        local crash = Tool { function() error('it broke', 0) end }

        """;

    [Fact]
    public void A_turn_asks_the_model_with_everything_that_was_declared()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("hello", "openai/gpt-4o-mini");
        Outcomes.Of(
            Tools + "local a = Agent { model = 'openai/gpt-4o-mini', system_prompt = 'Be kind.', tools = { look }, temperature = 0.5, max_tokens = 9, top_p = 1, stop = 'x', seed = 4, tool_choice = 'look', options = { k = 1 } } return a('hi').output",
            channel).ShouldBe("\"hello\"");
        channel.Effects.ShouldBe(["""
            main#1 model.chat openai/gpt-4o-mini {"seed":4,"stop":["x"],"turn":1,"agent":"a","tools":[{"name":"look","source":{"kind":"lua","name":""},"parameters":{"type":"object","required":["at"],"properties":{"at":{"type":"string"}},"additionalProperties":false},"description":"looks"}],"top_p":1,"stream":true,"options":{"k":1},"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"hi"}],"max_tokens":9,"temperature":0.5,"tool_choice":"look"}
            """]);
    }

    [Theory]
    [InlineData("model = 'openai/x'", "openai/x")]
    [InlineData("provider = 'openai', model = 'x'", "openai/x")]
    [InlineData("provider = 'openai', model = 'openai/x'", "openai/x")]
    [InlineData("provider = 'bedrock', model = 'anthropic/claude'", "bedrock/anthropic/claude")]
    [InlineData("model = 'fast'", "fast")]
    [InlineData("", "")]
    [InlineData("} default_model 'd/m' local b = Agent {", "d/m")]
    [InlineData("} default_provider 'p' default_model 'm' local b = Agent {", "p/m")]
    [InlineData("} default_provider 'p' local b = Agent { model = 'openai/x'", "openai/x")]
    public void The_model_is_named_as_the_file_says(string keys, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Says("hello", expected);
        Outcomes.Of($"a = Agent {{ {keys} }} return (b or a)('hi').output".Replace("local b", "b", StringComparison.Ordinal), channel).ShouldBe("\"hello\"");
    }

    [Fact]
    public void Tool_results_are_fed_back_until_the_model_answers_without_a_call()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 look {\"at\":\"sky\"}").Calls("c2 look {\"at\":\"sea\"}").Says("blue");
        string found = Outcomes.Of(
            Tools + "local a = Agent { model = 'mock/m', tools = { look } } local r = a('hi') return { r.output, r.usage.total_tokens, r.cost().total_cost, look.call_count(), Iterations.current(), #r.new_messages(), r.model_calls, r.tool_calls[2].result.saw, r.finish_reason }",
            channel);
        found.ShouldBe("""["blue",15,0.75,2,1,6,3,"sea","stop"]""");
        IReadOnlyList<string> messages = channel.Chats()[2].Messages();
        messages.Count.ShouldBe(5);
        messages[2].ShouldContain("{\"saw\":\"sky\"}");
        channel.Chats()[2].Text("messages").ShouldContain("""{"role":"assistant","content":"","tool_calls":[{"id":"c1","name":"look","arguments":{"at":"sky"}}]}""");
        channel.Chats()[2].Text("messages").ShouldContain("\"tool_call_id\":\"c2\"");
    }

    [Theory]
    [InlineData("c1 look {}", "Error: the arguments of tool 'look' break its schema: at: is required (string)")]
    [InlineData("c1 nobody {}", "Error: there is no tool 'nobody'; there are look, crash")]
    [InlineData("c1 done {}", "Error: there is no tool 'done'; there are look, crash")]
    [InlineData("c1 crash {}", "Error: it broke")]
    public void What_goes_wrong_in_a_tool_is_told_to_the_model(string call, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Calls(call).Says("sorry");
        string found = Outcomes.Of(
            Tools + "local a = Agent { model = 'mock/m', tools = { look, crash } } local r = a('hi') return { r.output, Tool.get_call_count(), r.tool_calls[1].error }", channel);
        found.ShouldStartWith("[\"sorry\",0,");
        channel.Chats()[1].Messages()[^1].ShouldContain(expected);
    }

    [Theory]
    [InlineData("'a\\xffb'", "\nab\n")]
    [InlineData("{ text = 'a\\xffb', ['k\\xff'] = 1 }", "\n{\"k\":1,\"text\":\"ab\"}\n")]
    [InlineData("{ n = 1 / 0, list = { 0 / 0 } }", "\"n\":\"inf\"")]
    [InlineData("nil", "\nnull\n")]
    [InlineData("5.0", "\n5\n")]
    [InlineData("print", "Error: tool 't' returned what is no data: the result is a function")]
    public void Any_result_is_told_as_clean_text(string result, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 t {}").Says("ok");
        string program = $"local t = Tool {{ function() return {result} end }} local a = Agent {{ model = 'mock/m', system_prompt = 'x\\xff', tools = {{ t }} }} return a('hi\\xff').output";
        Outcomes.Of(program, channel).ShouldBe("\"ok\"");
        channel.Chats()[1].Messages()[^1].ShouldContain(expected);
        channel.Chats()[1].Messages().Take(2).ShouldBe(["system: x", "user: hi"]);
    }

    [Fact]
    public void Arguments_that_are_no_JSON_are_told_to_the_model()
    {
        ScriptedChannel channel = new ScriptedChannel().CallsBadly("look").Says("sorry");
        Outcomes.Of(Tools + "local a = Agent { model = 'mock/m', tools = { look } } return a('hi').output", channel).ShouldBe("\"sorry\"");
        channel.Chats()[1].Messages()[^1].ShouldContain("Error: the arguments are no JSON: a bracket is missing");
    }

    [Fact]
    public void A_call_of_done_ends_the_turn_after_the_calls_beside_it()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 done {\"reason\":\"enough\"}", "c2 look {\"at\":\"sky\"}").Says("never asked");
        Outcomes.Of(
            Tools + "local a = Agent { model = 'mock/m', tools = { look, done } } local r = a('hi') return { done.called(), look.called(), Stop.requested(), Stop.reason(), r.output, #r.all_messages() }",
            channel).ShouldBe("""[true,true,true,"enough","",4]""");
        channel.Chats().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("a('hi')", "look,done")]
    [InlineData("a{ message = 'hi', tools = {} }", "")]
    [InlineData("a{ message = 'hi', tools = { look } }", "look")]
    [InlineData("a{ message = 'hi', tools = { 'crash' } }", "crash")]
    public void One_turn_may_have_other_tools(string call, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Says("ok");
        Outcomes.Of(Tools + $"local a = Agent {{ model = 'mock/m', tools = {{ look, done }}, tool_choice = 'auto' }} {call}", channel);
        string.Join(',', channel.Chats()[0].ToolNames()).ShouldBe(expected);
        channel.Chats()[0].Text("tool_choice").ShouldBe(expected.Length == 0 ? "" : "\"auto\"");
    }

    [Fact]
    public void A_turn_may_override_settings_and_fill_the_prompt()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("ok", "mock/other");
        Outcomes.Of(
            "local a = Agent { model = 'mock/m', system_prompt = 'Translate to {params.language}.', temperature = 1 } return a { message = 'hi', model = 'mock/other', temperature = 0, max_tokens = 3, language = 'French' }.output",
            channel).ShouldBe("\"ok\"");
        MapValue chat = channel.Chats()[0];
        (chat.Text("temperature"), chat.Text("max_tokens"), chat.Messages()[0]).ShouldBe(("0", "3", "system: Translate to French."));
    }

    [Fact]
    public void A_turn_without_a_word_of_the_procedure_gets_a_neutral_one()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one").Says("two");
        Outcomes.Of("local a = Agent { model = 'mock/m' } a() a()", channel);
        channel.Chats()[0].Messages().ShouldBe(["user: Begin."]);
        channel.Chats()[1].Messages().ShouldBe(["user: Begin.", "assistant: one", "user: Continue."]);
    }

    [Fact]
    public void The_first_turn_says_the_initial_message()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("one").Says("two");
        Outcomes.Of("state.x = 'it' local a = Agent { model = 'mock/m', initial_message = 'Do {state.x}.' } a() a('more')", channel);
        channel.Chats()[1].Messages().ShouldBe(["user: Do it.", "assistant: one", "user: more"]);
    }

    [Fact]
    public void A_turn_ends_at_the_most_model_calls()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 look {\"at\":\"sky\"}");
        Outcomes.Of(Tools + "local a = Agent { model = 'mock/m', tools = { look }, max_turns = 3 } local r = a('hi') return { r.finish_reason, r.model_calls }", channel)
            .ShouldBe("""["max_turns",3]""");
        channel.Events.ShouldContain(line => line.Text.ToStringUtf8().Contains("stopped after 3 model calls", StringComparison.Ordinal));
        Outcomes.Of(Tools + "max_turns(2) local a = Agent { model = 'mock/m', tools = { look } } return a('hi').model_calls", channel).ShouldBe("2");
    }

    [Fact]
    public void Structured_output_is_parsed_and_asked_for_again_when_it_is_wrong()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("no JSON").Says("{\"n\":\"x\"}").Says("```json\n{\"n\":4}\n```");
        Outcomes.Of("local a = Agent { model = 'mock/m', output = { n = field.integer{required = true} } } local r = a('hi') return { r.output.n, r.message, a.output.n }", channel)
            .ShouldBe("""[4,"```json\n{\"n\":4}\n```",4]""");
        channel.Chats()[0].Text("output").ShouldBe("""{"name":"a","schema":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"}},"additionalProperties":false}}""");
        channel.Chats()[2].Messages()[^1].ShouldContain("user: the answer breaks its schema: output.n: must be an integer");
    }

    [Theory]
    [InlineData("output = { n = field.integer{required = true} }, retry = { attempts = 2 }", 2, "after 2 answers: the answer is no JSON")]
    [InlineData("output = { n = field.integer{required = true} }, retry = { on = 'infra' }", 1, "after 1 answers: the answer is no JSON")]
    [InlineData("output = { n = field.integer{required = true} }, retry = { enabled = false }", 1, "after 1 answers")]
    public void Structured_output_that_stays_wrong_is_an_error(string keys, int asked, string expected)
    {
        ScriptedChannel channel = new ScriptedChannel().Says("no JSON");
        Outcomes.Of($"local a = Agent {{ model = 'mock/m', {keys} }} a('hi')", channel).ShouldContain(expected);
        channel.Chats().Count.ShouldBe(asked);
    }

    [Fact]
    public void An_output_of_one_field_stands_in_an_object_on_its_way()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("{\"value\":\"yes\"}");
        Outcomes.Of("local a = Agent { model = 'mock/m', output = field.string{enum = {'yes', 'no'}} } return a('hi').output", channel).ShouldBe("\"yes\"");
        channel.Chats()[0].Text("output").ShouldContain("\"enum\":[\"yes\",\"no\"]");
    }

    [Fact]
    public void Failures_that_pass_are_tried_again_with_waits_between()
    {
        var error = new EffectError { Code = "TAC3810", Message = "busy", Kind = "failed", Retryable = true };
        ScriptedChannel channel = new ScriptedChannel().Refuse("model.chat", "mock/m", error).Refuse("model.chat", "mock/m", error).Says("ok").Answer("sleep", "", Value.Null);
        Outcomes.Of("local a = Agent { model = 'mock/m' } return a('hi').output", channel).ShouldBe("\"ok\"");
        channel.Effects.Where(effect => effect.Contains("sleep", StringComparison.Ordinal)).ShouldBe(["""main#2 sleep - {"seconds":0.5}""", """main#4 sleep - {"seconds":1}"""]);
    }

    [Theory]
    [InlineData("", true, 3)]
    [InlineData("retry = { attempts = 2, delay_seconds = 0 }", true, 2)]
    [InlineData("retry = { enabled = false }", true, 1)]
    [InlineData("retry = { on = 'validation' }", true, 1)]
    [InlineData("response = { retries = 1, retry_delay = 0 }", true, 2)]
    [InlineData("response = { retries = 5 }, retry = { attempts = 1 }", true, 1)]
    [InlineData("", false, 1)]
    public void A_failure_is_tried_as_often_as_the_agent_says(string keys, bool retryable, int asked)
    {
        ScriptedChannel channel = new ScriptedChannel().Answer("sleep", "", Value.Null)
            .Refuse("model.chat", "mock/m", new EffectError { Code = "TAC3810", Message = "busy", Kind = "failed", Retryable = retryable });
        Outcomes.Of($"local a = Agent {{ model = 'mock/m', {keys} }} local ok, e = pcall(a, 'hi') return {{ e.code, Iterations.current(), #a.history.get() }}", channel)
            .ShouldBe("""["TAC3810",1,0]""");
        channel.Chats().Count.ShouldBe(asked);
    }

    [Fact]
    public void A_spent_budget_in_a_tool_ends_the_turn()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c1 t {}").Says("never")
            .Refuse("agent.tool", "t", new EffectError { Code = "TAC3106", Message = "no calls left", Kind = "budget" })
            .Answer("tool.describe", "x", Value.EmptyMap);
        Outcomes.Of("local t = Tool { use = 'host.x' } local a = Agent { model = 'mock/m', tools = { t } } a('hi')", channel).ShouldStartWith("TAC3106 no calls left");
        channel.Chats().Count.ShouldBe(1);
    }

    [Fact]
    public void A_tool_that_is_not_granted_is_never_shown_to_the_model()
    {
        ScriptedChannel channel = new ScriptedChannel().Says("ok").Answer("tool.describe", "good", ValueJson.Parse("""{"description":"d","parameters":{"type":"object"}}"""))
            .Refuse("tool.describe", "bad", new EffectError { Code = "TAC3103", Message = "'bad' is not granted", Kind = "denied" });
        Outcomes.Of("local good, bad = Tool { name = 'good', use = 'broker.good' }, Tool { name = 'bad', use = 'broker.bad' } local a = Agent { model = 'mock/m', tools = { bad, good } } a('x') a('y')", channel);
        channel.Chats()[0].ToolNames().ShouldBe(["good"]);
        channel.Chats()[0].Text("tools").ShouldBe("""[{"name":"good","source":{"kind":"host","name":"good"},"parameters":{"type":"object"},"description":"d"}]""");
        channel.Requests.Count(request => request.Kind == "tool.describe").ShouldBe(2);
        channel.Events.ShouldContain(line => line.Text.ToStringUtf8() == "agent 'a' is not told of tool 'bad': 'bad' is not granted");
    }

    [Fact]
    public void A_host_tool_is_asked_for_in_the_name_of_the_turn_and_the_call()
    {
        ScriptedChannel channel = new ScriptedChannel().Calls("c7 issue {\"title\":\"t\"}").Says("ok").Answer("tool.describe", "tracker.create_issue", Value.EmptyMap)
            .Answer("agent.tool", "issue", ValueJson.Parse("""{"id":5}"""));
        Outcomes.Of("local issue = Tool { use = 'broker.tracker.create_issue' } local a = Agent { model = 'mock/m', tools = { issue } } a('x') return issue.last_call()", channel)
            .ShouldBe("""{"args":{"title":"t"},"name":"issue","agent":"a","result":{"id":5}}""");
        channel.Effects.ShouldContain("""main#3 agent.tool issue {"call":"c7","kind":"host.call","name":"tracker.create_issue","turn":"main#1","arguments":{"title":"t"}}""");
    }

    [Theory]
    [InlineData("return Agent('a').name", "\"a\"")]
    [InlineData("return Agent('a')('hi').output", "\"ok\"")]
    [InlineData("a('hi') return { a.output, a.turns, tostring(a) }", """["ok",1,"agent a"]""")]
    [InlineData("return tostring(a('hi')) .. '!' .. a('x')", "\"ok!ok\"")]
    [InlineData("return a('hi')", "\"ok\"")]
    [InlineData("local r = a('hi') return { text = r, list = { r, { r } }, same = r.text == 'ok' and r.content == 'ok' }", """{"list":["ok",["ok"]],"same":true,"text":"ok"}""")]
    [InlineData("return Json.decode(Json.encode(a('hi')))", """{"usage":{"input_tokens":3,"total_tokens":5,"cached_tokens":0,"output_tokens":2,"prompt_tokens":3,"completion_tokens":2},"value":"ok","output":"ok","message":"ok","response":"ok","tool_calls":[],"model_calls":1,"finish_reason":"stop"}""")]
    [InlineData("return a(a('hi')).output", "\"ok\"")]
    [InlineData("Agent 'b' { model = 'mock/m', system_prompt = 'x' } return { Agent('b').name, Agent 'b' 'hi'.output }", """["b","ok"]""")]
    [InlineData("local sub = Procedure { function() a('in') return a.turns end } Procedure { function() a('out') a('out') return { sub {}, a.turns, #a.history.get() } end }", "[1,2,4]")]
    public void Handles(string program, string expected) =>
        Outcomes.Of("local a = Agent { model = 'mock/m' } " + program, new ScriptedChannel().Says("ok")).ShouldBe(expected);

    [Theory]
    [InlineData("Agent { toolsets = {} }", "TAC1006 'toolsets' of Agent 'test.tac:1' is an older spelling | it is now tools")]
    [InlineData("local a = Agent { session = {} }", "TAC1006 'session' of Agent 'a' is an older spelling | it is now message_history")]
    [InlineData("local a = Agent { temprature = 1 }", "TAC1002 Agent 'a' has no key 'temprature'; did you mean 'temperature'?")]
    [InlineData("local a = Agent { model = 1 }", "TAC1003 'model' of Agent 'a' must be a string that is not empty or a table, and is 1")]
    [InlineData("local a = Agent { 'x' }", "TAC1003 Agent 'a' has an entry without a name")]
    [InlineData("local a = Agent { temperature = 3 }", "TAC1416 'temperature' of Agent 'a' must be between 0 and 2, and is 3")]
    [InlineData("local a = Agent { max_tokens = 0 }", "TAC1003 'max_tokens' of Agent 'a' must be a whole number above 0, and is 0")]
    [InlineData("local a = Agent { stop = { 1 } }", "TAC1416 'stop' of Agent 'a' must be a text or a list of them")]
    [InlineData("local a = Agent { message_history = { source = 'mine' } }", "TAC1416 'source' of 'message_history' of Agent 'a' cannot be 'mine'")]
    [InlineData("local a = Agent { message_history = { filter = 1 } }", "TAC1451 'filter' of 'message_history' of Agent 'a' must be a filter, and is an integer")]
    [InlineData("local a = Agent { message_history = { fliter = 1 } }", "TAC1002 'message_history' of Agent 'a' has no key 'fliter'; did you mean 'filter'?")]
    [InlineData("local a = Agent { retry = { backoff = 'fast' } }", "TAC1416 'backoff' of 'retry' of Agent 'a' cannot be 'fast'")]
    [InlineData("local a = Agent { retry = { delay_seconds = -1 } }", "TAC1416 'delay_seconds' of 'retry' of Agent 'a' must be seconds between 0 and 86400, and is -1")]
    [InlineData("local a = Agent { tools = { nil, 1 } }", "TAC1415 'tools' of Agent 'a' must be a list without gaps and names")]
    [InlineData("local a = Agent { tools = { 1 } }", "TAC1415 'tools' of Agent 'a' must hold tools, toolsets and names of them, and holds an integer")]
    [InlineData("local a = Agent { tools = { { name = 'x', handler = print } } }", "TAC1415 'tools' of Agent 'a' holds a tool that is written out | put it into inline_tools")]
    [InlineData("local a = Agent { tools = { { prefix = 'x' } } }", "TAC1415 a toolset in 'tools' of Agent 'a' has no name")]
    [InlineData("local a = Agent { inline_tools = { 1 } }", "TAC1415 inline_tools[1] of Agent 'a' must be a table, and is an integer")]
    [InlineData("local a = Agent { inline_tools = { { handler = print } } }", "TAC1415 inline_tools[1] of Agent 'a' has no name")]
    [InlineData("local a = Agent { output = { n = 1 } }", "TAC1003 'n' in 'output' of Agent 'a' must be a field")]
    [InlineData("local a = Agent {}\na = Agent {}", "TAC1005 two agents are called 'a': test.tac:1 and test.tac:2")]
    [InlineData("Agent('x', {})", "TAC1006 Agent(\"x\", {…}) is an older spelling | write x = Agent {…}")]
    [InlineData("Agent(1)", "TAC1003 Agent takes one table, and got an integer")]
    [InlineData("local a = Agent {} a.turn()", "TAC1006 a.turn() is an older spelling | write a() or a({message = …})")]
    [InlineData("local a = Agent {} a.outptu()", "TAC1201 an agent has no 'outptu'; did you mean 'output'?")]
    [InlineData("local a = Agent {} a.x = 1", "TAC1003 an agent cannot be changed")]
    [InlineData("Agent('b')('hi')", "TAC1410 there is no agent 'b'")]
    [InlineData("local a = Agent {} a(1)", "TAC1421 agent 'a' takes a text or a table with names, and got an integer")]
    [InlineData("local a = Agent {} a('x', 'y')", "TAC1421 agent 'a' takes one value, and got 2")]
    [InlineData("local a = Agent {} a { message = 1 }", "TAC1003 'message' of the call of agent 'a' must be a string, and is 1")]
    [InlineData("local a = Agent {} a { who = print }", "TAC1421 agent 'a' cannot take it: params.who is a function")]
    [InlineData("local a = Agent { input = { who = field.string{required = true} } } a 'x'", "TAC1421 the input of agent 'a' breaks its schema: who: is required")]
    [InlineData("local a = Agent { tools = { 'nobody' } } a()", "TAC1415 there is no tool or toolset 'nobody'")]
    [InlineData("default_model(1)", "TAC1201 default_model takes a text, and got 1")]
    [InlineData("max_turns(0)", "TAC1201 max_turns takes a whole number above 0, and got 0")]
    public void Errors(string program, string expected) => Outcomes.Of(program, new ScriptedChannel().Says("ok", "")).ShouldStartWith(expected);

    [Theory]
    [InlineData("local one = require('one') local agent = Agent { model = 'mock/m' } agent('x')", """["agent","one.tac:agent"]""")]
    [InlineData("local agent = Agent { model = 'mock/m' } local one = require('one') agent('x')", """["agent","one.tac:agent"]""")]
    [InlineData("local one = require('one') one('x')", """["agent"]""")]
    [InlineData("local one = require('one') local two = require('two') two('x')", """["agent","two.tac:agent"]""")]
    public void A_local_agent_of_a_module_gives_way_to_one_of_its_name(string program, string expected)
    {
        StartResponse start = Harness.StartOf(program);
        foreach (string module in new[] { "one", "two" })
        {
            start.WithModule(module, "local agent = Agent { model = 'mock/m' } return agent");
        }

        start.Mode = StartResponse.Types.Mode.Describe;
        var description = (MapValue)Value.Decode(Harness.Run(start, new ScriptedChannel()).Output.Span);
        description.TryGet("agents", out Value? agents).ShouldBeTrue();
        $"[{string.Join(',', ((ListValue)agents!).Items.Cast<MapValue>().Select(agent => agent.Text("name")))}]".ShouldBe(expected);
    }

    [Fact]
    public void In_a_description_no_agent_is_asked()
    {
        StartResponse start = Harness.StartOf(Tools + "local a = Agent { model = 'mock/m', tools = { look, 'done' } } local answer = a('hi') error('not reached')");
        start.Mode = StartResponse.Types.Mode.Describe;
        var channel = new ScriptedChannel();
        string description = Value.Decode(Harness.Run(start, channel).Output.Span).ToString()!;
        channel.Effects.ShouldBeEmpty();
        description.ShouldContain("""{"file":"test.tac","line":4,"name":"a","model":"mock/m","tools":["look","done"]}""");
    }
}
