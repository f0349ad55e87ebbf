using Tactus.Protocol.Values;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Tests.Steps;

// Proves that every built-in step of the dialect is found, in each of its spellings, with its kind and its arguments.
public sealed class StepTableTests
{
    [Theory]
    [InlineData("the procedure has started", "started", "{}")]
    [InlineData("the procedure runs", "run", "{}")]
    [InlineData("the procedure run", "run", "{}")]
    [InlineData("the planner agent takes turn", "agent_turn", """{"name":"planner"}""")]
    [InlineData("the planner agent takes turns", "agent_turn", """{"name":"planner"}""")]
    [InlineData("the planner agent takes a turn", "agent_turn", """{"name":"planner"}""")]
    [InlineData("the sentiment model predicts", "model_predicts", """{"name":"sentiment"}""")]
    [InlineData("the done tool should be called", "tool_called", """{"name":"done"}""")]
    [InlineData("the done tool should not be called", "tool_not_called", """{"name":"done"}""")]
    [InlineData("the done tool should be called at least 2 times", "tool_called_at_least", """{"name":"done","count":2}""")]
    [InlineData("the done tool should be called at least 1 time", "tool_called_at_least", """{"name":"done","count":1}""")]
    [InlineData("the done tool should be called exactly 3 times", "tool_called_exactly", """{"name":"done","count":3}""")]
    [InlineData("the done tool should be called exactly once", "tool_called_exactly", """{"name":"done","count":1}""")]
    [InlineData("the done tool should be called once", "tool_called_exactly", """{"name":"done","count":1}""")]
    [InlineData("the done tool should be called with reason matching pattern \"^all\"", "tool_called_matching", """{"name":"done","key":"reason","pattern":"^all"}""")]
    [InlineData("the state should contain result", "value_contains", """{"of":"state","text":"result"}""")]
    [InlineData("the state result should exist", "value_exists", """{"of":"state","key":"result"}""")]
    [InlineData("the state result should match pattern \"a+\"", "value_matches", """{"of":"state","key":"result","pattern":"a+"}""")]
    [InlineData("the state result should be similar to \"abc\"", "value_is_similar", """{"of":"state","key":"result","text":"abc"}""")]
    [InlineData("the state result should be similar to \"abc\" with 75% similarity", "value_is_similar", """{"of":"state","key":"result","text":"abc","percent":75.0}""")]
    [InlineData("the output should exist", "value_exists", "{}")]
    [InlineData("the output should contain name", "value_contains", """{"text":"name"}""")]
    [InlineData("the output should fuzzy match \"a\"", "value_fuzzy_matches", """{"any":["a"]}""")]
    [InlineData("the output should fuzzy match any of [\"a\", 'b'] with threshold 0.9", "value_fuzzy_matches", """{"any":["a","b"],"threshold":0.9}""")]
    [InlineData("the output total should exist", "value_exists", """{"key":"total"}""")]
    [InlineData("the output a.b[2] should exist", "value_exists", """{"key":"a.b[2]"}""")]
    [InlineData("the procedure should complete successfully", "succeeds", "{}")]
    [InlineData("the procedure should fail", "fails", "{}")]
    [InlineData("the stop reason should match pattern \"d.ne\"", "stop_reason_matches", """{"pattern":"d.ne"}""")]
    [InlineData("the total iterations should be less than 10", "iterations_below", """{"count":10}""")]
    [InlineData("the total iterations should be between 1 and 5", "iterations_between", """{"low":1,"high":5}""")]
    [InlineData("the agent should take at least 1 turn", "turns_at_least", """{"count":1}""")]
    [InlineData("the agent should take at least 2 turns", "turns_at_least", """{"count":2}""")]
    [InlineData("the agent \"a\" calls tool \"done\" with args {'reason': 'x', 'n': 3, 'ok': True, 'none': None}", "mock_agent_tool",
        """{"name":"a","tool":"done","args":{"reason":"x","n":3,"ok":true,"none":null}}""")]
    [InlineData("the agent \"a\" calls tool \"done\" with args \"{'reason': 'x, y'}\"", "mock_agent_tool", """{"name":"a","tool":"done","args":{"reason":"x, y"}}""")]
    [InlineData("the agent \"a\" calls tool \"done\"", "mock_agent_tool", """{"name":"a","tool":"done"}""")]
    [InlineData("the agent \"a\" returns data {\"n\": 1}", "mock_agent_data", """{"name":"a","value":{"n":1}}""")]
    [InlineData("the user presses yes", "person_presses", """{"yes":true}""")]
    [InlineData("the user presses no", "person_presses", """{"yes":false}""")]
    [InlineData("weather.get should have been called", "tool_called", """{"name":"weather.get"}""")]
    [InlineData("weather.get should have been called 2 times", "tool_called_exactly", """{"name":"weather.get","count":2}""")]
    [InlineData("weather.get should not have been called", "tool_not_called", """{"name":"weather.get"}""")]
    public void A_step_is_found_with_its_arguments(string text, string kind, string arguments)
    {
        (StepDefinition step, MapValue found) = StepTable.Find(text).ShouldNotBeNull();

        step.Kind.ShouldBe(kind);
        found.ShouldBe(ValueJson.Parse(arguments), found.ToString());
    }

    [Theory]
    [InlineData("the output total should be 3", "number", "3")]
    [InlineData("the output total should be 3.5", "number", "3.5")]
    [InlineData("the output total should be True", "boolean", "true")]
    [InlineData("the output total should be false", "boolean", "false")]
    [InlineData("the output total should be None", "null", "null")]
    [InlineData("the output total should be \"3\"", "exact", "\"3\"")]
    [InlineData("the output total should be 'it''s'", "bare", "\"'it''s'\"")]
    [InlineData("the output total should be \"a \\\"b\\\"\"", "exact", "\"a \\\"b\\\"\"")]
    [InlineData("the output total should be Hello, World!", "bare", "\"Hello, World!\"")]
    [InlineData("the output total should be ['a', 1]", "data", "[\"a\",1]")]
    [InlineData("the output should be 3", "number", "3")]
    [InlineData("the state total should be 3", "number", "3")]
    [InlineData("the output total should not be 3", "number", "3")]
    [InlineData("the input total is [1, 2]", "data", "[1,2]")]
    [InlineData("the total parameter is 3", "number", "3")]
    [InlineData("the message is \"hi\"", "exact", "\"hi\"")]
    [InlineData("the tool \"t\" returns {'a': None}", "data", "{\"a\":null}")]
    [InlineData("the agent \"a\" responds with \"hi\"", "exact", "\"hi\"")]
    [InlineData("the done tool should be called with reason=\"x\"", "exact", "\"x\"")]
    [InlineData("the stop reason should be done", "bare", "\"done\"")]
    [InlineData("the stop reason should contain \"done\"", "exact", "\"done\"")]
    [InlineData("the agent's context should include \"x\"", "exact", "\"x\"")]
    [InlineData("the agent context should include x", "bare", "\"x\"")]
    [InlineData("the weather returns 'sunny' for \"/rome\" with status 200", "exact", "\"sunny\"")]
    [InlineData("the user enters 'Ann'", "exact", "\"Ann\"")]
    public void A_value_says_how_it_is_compared(string text, string kind, string value)
    {
        (_, MapValue arguments) = StepTable.Find(text).ShouldNotBeNull();

        arguments.TryGet("value", out Value? found).ShouldBeTrue();
        var map = (MapValue)found!;
        map.TryGet("kind", out Value? foundKind).ShouldBeTrue();
        foundKind.ShouldBe(Value.Of(kind));
        map.TryGet("value", out Value? foundValue).ShouldBeTrue();
        foundValue.ShouldBe(ValueJson.Parse(value), foundValue!.ToString());
    }

    [Theory]
    [InlineData("the output should be")]
    [InlineData("The procedure runs")]
    [InlineData("the done tool should be called exactly many times")]
    [InlineData("")]
    public void What_is_no_step_is_not_found(string text) => StepTable.Find(text).ShouldBeNull();

    [Fact]
    public void Every_form_is_the_first_to_match_a_text_made_of_it()
    {
        foreach (StepDefinition step in StepTable.All)
        {
            string text = SampleOf(step.Form);
            StepTable.Find(text).ShouldNotBeNull(text).Step.ShouldBe(step, text);
        }
    }

    // The shortest text of a form: the first of alternatives, nothing of what may be left out.
    private static string SampleOf(string form)
    {
        while (form.IndexOf('[', StringComparison.Ordinal) is var open && open >= 0)
        {
            form = form.Remove(open, form.IndexOf(']', open) - open + 1).TrimEnd().Replace("  ", " ", StringComparison.Ordinal);
        }

        while (form.IndexOf('(', StringComparison.Ordinal) is var open && open >= 0)
        {
            int close = form.IndexOf(')', open);
            form = form[..open] + form[(open + 1)..close].Split('|')[0] + form[(close + 1)..];
        }

        foreach ((string type, string sample) in new[] { (":V}", "\"x\""), (":S}", "\"x\""), (":T}", "x"), (":D}", "{'a': 1}"), (":A}", "\"x\""), (":N}", "4"), (":F}", "4") })
        {
            while (form.IndexOf(type, StringComparison.Ordinal) is var end && end >= 0)
            {
                int open = form.LastIndexOf('{', end);
                form = form[..open] + sample + form[(end + type.Length)..];
            }
        }

        return form.Replace("{key}", "field", StringComparison.Ordinal).Replace("{name}", "thing", StringComparison.Ordinal).Replace("{tool}", "hammer", StringComparison.Ordinal);
    }
}
