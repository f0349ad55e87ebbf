using Tactus.Models.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Models.Tests.Providers.Mock;

// Proves that a scripted model says what trusted YAML wrote for this agent and turn, the same in every execution, and fails loudly when it has nothing to say.
public sealed class MockScriptTests
{
    private const string Script = """
        [
          {"agent": "planner", "text": "first", "usage": {"input_tokens": 3, "output_tokens": 4}},
          {"agent": "planner", "text": "second"},
          {"agent": "writer", "turn": 2, "tool_calls": [{"name": "save", "arguments": {"n": 1}}, {"id": "x", "name": "save"}]},
          {"agent": "writer", "turn": 2, "text": "saved"},
          {"agent": "writer", "text": "any turn"}
        ]
        """;

    private static readonly (string Role, string Text)[] s_one = [("user", "a")];
    private static readonly (string Role, string Text)[] s_two = [("user", "a"), ("assistant", "first"), ("user", "b")];

    [Fact]
    public async Task Answers_come_in_their_order_counted_by_the_conversation()
    {
        using ModelRun run = Run();

        Value first = (await AskAsync(run, "planner", 1, s_one)).Value();
        first.Text("content").ShouldBe("first");
        first.Get("usage").Integer("total_tokens").ShouldBe(7);
        first.Get("cost_usd").ShouldBe(Value.Of(0.0));
        (await AskAsync(run, "planner", 2, s_two)).Value().Text("content").ShouldBe("second");
        (await AskAsync(run, "planner", 1, s_one)).Value().Text("content").ShouldBe("first");
    }

    [Fact]
    public async Task Answers_of_a_turn_come_before_those_of_any()
    {
        using ModelRun run = Run();

        (await AskAsync(run, "writer", 1, s_one)).Value().Text("content").ShouldBe("any turn");
        Value calls = (await AskAsync(run, "writer", 2, s_two)).Value();
        calls.Text("finish_reason").ShouldBe("tool_calls");
        calls.Items("tool_calls").Select(call => call.Text("id")).ShouldBe(["call_1", "x"]);
        (await AskAsync(run, "writer", 2, [.. s_two, ("assistant", "calling")])).Value().Text("content").ShouldBe("saved");
    }

    [Fact]
    public async Task Without_an_answer_the_error_says_what_is_missing()
    {
        using ModelRun run = Run();

        (await AskAsync(run, "reader", 1, s_one)).ShouldBeError("TAC3822", "failed").Message.ShouldContain("agent 'reader' in turn 1");
        (await AskAsync(run, "planner", 3, [.. s_two, ("assistant", "second"), ("user", "c")])).ShouldBeError("TAC3822", "failed").Message.ShouldContain("answer 3");
    }

    [Theory]
    [InlineData("""[{"txt": "x"}]""")]
    [InlineData("""[{"text": 7}]""")]
    [InlineData("""[{"tool_calls": [{"arguments": {}}]}]""")]
    [InlineData("""[{"usage": {"tokens": 1}}]""")]
    public async Task A_wrong_script_is_told(string script)
    {
        using ModelRun run = Run(script);

        (await AskAsync(run, "planner", 1, s_one)).ShouldBeError("TAC3822", "failed").Message.ShouldContain("answer 1 of models.providers.mock");
    }

    private static ModelRun Run(string script = Script) => new(ModelGrants.With(ModelGrants.Mock(script)));

    private static Task<PerformResponse> AskAsync(ModelRun run, string agent, int turn, (string Role, string Text)[] messages) => run.ChatAsync(
        "mock/scripted",
        Value.MapOf(
            ("agent", Value.Of(agent)), ("turn", Value.Of(turn)),
            ("messages", new ListValue([.. messages.Select(message => Value.MapOf(("role", Value.Of(message.Role)), ("content", Value.Of(message.Text))))]))));
}
