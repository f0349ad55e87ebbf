using Tactus.Language.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Testing;

// Proves the steps about agents, tools and models: what they script, what they count, and that a scripted agent asks no model.
public sealed class AgentStepTests
{
    private const string Planner = """
        weather = Tool { description = "Weather", input = { city = field.string{required = true} }, function(args) return "sun in " .. args.city end }
        done = Tool { description = "Done", input = { reason = field.string{} }, function(args) return args end }
        planner = Agent { model = "openai/gpt-4o-mini", system_prompt = "Plan a day.", initial_message = "Begin with Rome.", tools = {weather, done} }
        Procedure {
          function()
            repeat planner() until done.called() or Iterations.exceeded(3)
            return { reason = done.called() and done.last_call().args.reason or "none", text = planner.output }
          end
        }
        """;

    private const string CallsDone = """mock_agent_tool {"name":"planner","tool":"done","args":{"reason":"museum, then lunch"}}""";

    [Fact]
    public void A_scripted_agent_makes_its_calls_in_one_turn_and_asks_no_model()
    {
        var channel = new ScriptedChannel();

        MapValue answer = TestRun.Steps(
            Planner, channel, mock: true, """mock_agent_tool {"name":"planner","tool":"weather","args":{"city":"Rome"}}""", CallsDone, """agent_turn {"name":"planner"}""",
            """tool_called_exactly {"name":"done","count":1}""", """tool_called {"name":"weather"}""", """tool_called_at_least {"name":"weather","count":1}""",
            """tool_called_with {"name":"done","key":"reason","value":{"kind":"exact","value":"museum, then lunch","text":""}}""",
            """tool_called_matching {"name":"done","key":"reason","pattern":"lunch$"}""", """tool_not_called {"name":"hammer"}""",
            """iterations_below {"count":2}""", """iterations_between {"low":1,"high":1}""", """turns_at_least {"count":1}""", """turns_at_least {"name":"planner","count":1}""",
            """context_includes {"name":"planner","value":{"value":"Rome"}}""", """context_includes {"value":{"value":"Plan a day"}}""");

        answer.Told().ShouldBe(string.Join(", ", Enumerable.Repeat("passed", 15)));
        answer.At("run.output.reason").ShouldBe("\"museum, then lunch\"");
        channel.Requests.ShouldNotContain(request => request.Kind == "model.chat");
    }

    [Theory]
    [InlineData("""tool_not_called {"name":"done"}""", "the tool 'done' was called once")]
    [InlineData("""tool_called {"name":"weather"}""", "the tool 'weather' was called never")]
    [InlineData("""tool_called_exactly {"name":"done","count":2}""", "the tool 'done' was called once")]
    [InlineData("""tool_called_with {"name":"done","key":"reason","value":{"kind":"exact","value":"x","text":"\"x\""}}""", "no call of the tool 'done' had reason = \"x\"")]
    [InlineData("""turns_at_least {"count":2}""", "the agents took too few turns")]
    [InlineData("""iterations_below {"count":1}""", "there were too many iterations")]
    [InlineData("""context_includes {"value":{"value":"Paris"}}""", "the agent's context does not include the text")]
    public void A_step_that_does_not_hold_says_why(string step, string why) =>
        TestRun.Steps(Planner, CallsDone, "run", step).Told().ShouldBe($"passed, passed, failed: {why}");

    [Fact]
    public void An_agent_says_what_a_step_says() =>
        TestRun.Steps(Planner, """mock_agent_message {"name":"planner","value":{"value":"Sleep in."}}""", "run").At("run.output.text").ShouldBe("\"Sleep in.\"");

    [Fact]
    public void A_message_is_an_input_of_that_name_or_what_the_first_agent_is_told()
    {
        const string said = """message {"value":{"value":"Begin with Oslo."}}""";

        TestRun.Steps(Planner, CallsDone, said, "run", """context_includes {"value":{"value":"Begin with Oslo."}}""").Told().ShouldBe("passed, passed, passed, passed");
        TestRun.Steps("Procedure { input = { message = field.string{} }, function(input) return input.message end }", said, "run").At("run.output").ShouldBe("\"Begin with Oslo.\"");
    }

    [Fact]
    public void Capitals_in_the_name_of_an_agent_do_not_count() =>
        TestRun.Steps(
            "Planner = Agent { system_prompt = 'x' } Procedure { function() return Planner('a').output end }", """mock_agent_message {"name":"planner","value":{"value":"yes"}}""",
            """agent_turn {"name":"PLANNER"}""", """turns_at_least {"name":"planner","count":1}""", """context_includes {"name":"planner","value":{"value":"a"}}""",
            """value_is {"value":{"kind":"exact","value":"yes","text":"yes"}}""").Told().ShouldBe("passed, passed, passed, passed, passed");

    [Fact]
    public void A_step_about_an_agent_that_there_is_not_names_the_nearest_one() =>
        TestRun.Steps(Planner, """agent_turn {"name":"planer"}""").Told().ShouldBe("failed: there is no agent 'planer'; did you mean 'planner'?");
}
