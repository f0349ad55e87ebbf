using Tactus.Broker.Gate;
using Tactus.Models.Requests;
using Tactus.Models.Tests.Support;
using Tactus.Protocol.Values;

namespace Tactus.Models.Tests.Requests;

// Proves that what a guest sends as the arguments of model.chat is taken only in the shape and the bounds that are written down.
public sealed class ChatRequestReaderTests
{
    [Theory]
    [InlineData("""{}""", "messages")]
    [InlineData("""{"messages": "hi"}""", "messages")]
    [InlineData("""{"messages": [7]}""", "a message")]
    [InlineData("""{"messages": [{"role": "robot", "content": "x"}]}""", "role")]
    [InlineData("""{"messages": [{"content": "x"}]}""", "role")]
    [InlineData("""{"messages": [{"role": "user", "content": 7}]}""", "content")]
    [InlineData("""{"messages": [{"role": "user", "content": "x", "extra": 1}]}""", "extra")]
    [InlineData("""{"messages": [{"role": "tool", "content": "x"}]}""", "tool_call_id")]
    [InlineData("""{"messages": [{"role": "user", "content": "x", "tool_call_id": "a"}]}""", "tool_call_id")]
    [InlineData("""{"messages": [{"role": "user", "content": "x", "tool_calls": [{"id": "a", "name": "b"}]}]}""", "tool_calls")]
    [InlineData("""{"messages": [{"role": "assistant", "tool_calls": [{"id": "a", "name": "b", "raw": "{"}]}]}""", "raw")]
    [InlineData("""{"messages": [{"role": "user"}], "wish": 1}""", "wish")]
    [InlineData("""{"messages": [{"role": "user"}], "temperature": 3}""", "temperature")]
    [InlineData("""{"messages": [{"role": "user"}], "top_p": -0.1}""", "top_p")]
    [InlineData("""{"messages": [{"role": "user"}], "max_tokens": 0}""", "max_tokens")]
    [InlineData("""{"messages": [{"role": "user"}], "max_tokens": 1.5}""", "max_tokens")]
    [InlineData("""{"messages": [{"role": "user"}], "stream": "yes"}""", "stream")]
    [InlineData("""{"messages": [{"role": "user"}], "stop": [""]}""", "stop")]
    [InlineData("""{"messages": [{"role": "user"}], "tool_choice": "hammer"}""", "tool_choice")]
    [InlineData("""{"messages": [{"role": "user"}], "output": {"name": "x"}}""", "schema")]
    [InlineData("""{"messages": [{"role": "user"}], "tools": [{"name": "a"}]}""", "source")]
    [InlineData("""{"messages": [{"role": "user"}], "tools": [{"name": "a", "source": {"kind": "magic"}}]}""", "kind")]
    [InlineData("""{"messages": [{"role": "user"}], "tools": [{"name": "a b", "source": {"kind": "lua"}}]}""", "name")]
    [InlineData("""{"messages": [{"role": "user"}], "tools": [{"name": "a", "source": {"kind": "lua"}}, {"name": "a", "source": {"kind": "lua"}}]}""", "twice")]
    public void What_does_not_fit_is_refused_by_its_name(string json, string named)
    {
        EffectException error = Should.Throw<EffectException>(() => Read(json));

        error.Code.ShouldBe("TAC3801");
        error.Kind.ShouldBe("invalid");
        error.Message.ShouldContain(named);
    }

    [Fact]
    public void An_unknown_option_has_a_code_of_its_own() =>
        Should.Throw<EffectException>(() => Read("""{"messages": [{"role": "user"}], "options": {"magic": 1}}""")).Code.ShouldBe("TAC3809");

    [Fact]
    public void What_Lua_cannot_tell_apart_is_taken_as_what_it_must_be()
    {
        ChatRequest request = Read("""{"messages": [{"role": "assistant", "content": "x", "tool_calls": {}}], "tools": {}, "stop": {}, "options": [], "temperature": 1, "max_tokens": 5.0}""");

        request.Messages[0].ToolCalls.ShouldBeEmpty();
        request.Tools.ShouldBeEmpty();
        request.Temperature.ShouldBe(1);
        request.MaxTokens.ShouldBe(5);
    }

    [Fact]
    public void Absent_means_the_default()
    {
        ChatRequest request = Read("""{"messages": [{"role": "user", "content": "x"}]}""");

        request.Stream.ShouldBeTrue();
        request.ToolChoice.ShouldBe("auto");
        request.MaxTokens.ShouldBeNull();
        request.Agent.ShouldBeEmpty();
    }

    [Fact]
    public void Bounds_hold()
    {
        MapValue many = Value.MapOf(("messages", new ListValue([.. Enumerable.Repeat(Ask.User("x"), 4097)])));
        Should.Throw<EffectException>(() => ChatRequestReader.Read(many)).Message.ShouldContain("messages");
        MapValue tools = Ask.For("x", ("tools", new ListValue([.. Enumerable.Range(0, 129).Select(number => Ask.Tool($"t{number}"))])));
        Should.Throw<EffectException>(() => ChatRequestReader.Read(tools)).Message.ShouldContain("tools");
        MapValue large = Ask.For(new string('x', (8 << 20) + 1));
        Should.Throw<EffectException>(() => ChatRequestReader.Read(large)).Message.ShouldContain("content");
    }

    private static ChatRequest Read(string json) => ChatRequestReader.Read((MapValue)ValueJson.Parse(json));
}
