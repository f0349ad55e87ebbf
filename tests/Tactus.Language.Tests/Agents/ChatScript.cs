using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>Scripts the answers of models in a few words.</summary>
internal static class ChatScript
{
    /// <summary>The model's next answer: a text.</summary>
    public static ScriptedChannel Says(this ScriptedChannel channel, string text, string model = "mock/m") =>
        channel.Answer("model.chat", model, AnswerOf(Value.Of(text), []));

    /// <summary>The model's next answer: tool calls, as <c>id name JSON</c>.</summary>
    public static ScriptedChannel Calls(this ScriptedChannel channel, params string[] calls) =>
        channel.Answer("model.chat", "mock/m", AnswerOf(Value.Null, [.. calls.Select(CallOf)]));

    /// <summary>The model's next answer: a call whose arguments are no JSON.</summary>
    public static ScriptedChannel CallsBadly(this ScriptedChannel channel, string name) => channel.Answer("model.chat", "mock/m", AnswerOf(Value.Null, [
        Value.MapOf(("id", Value.Of("c1")), ("name", Value.Of(name)), ("arguments_error", Value.Of("the arguments are no JSON: a bracket is missing")), ("raw", Value.Of("{")))]));

    /// <summary>The arguments of every model.chat that was asked, in order.</summary>
    public static IReadOnlyList<MapValue> Chats(this ScriptedChannel channel) =>
        [.. channel.Requests.Where(request => request.Kind == "model.chat").Select(request => (MapValue)Value.Decode(request.Arguments.Span))];

    /// <summary>An entry of an argument, as JSON; empty when there is none.</summary>
    public static string Text(this MapValue map, string key) => map.TryGet(key, out Value? value) ? value!.ToString()! : "";

    /// <summary>The messages that a model.chat showed, as <c>role: content</c>.</summary>
    public static IReadOnlyList<string> Messages(this MapValue chat)
    {
        chat.TryGet("messages", out Value? list).ShouldBeTrue();
        return [.. ((ListValue)list!).Items.Cast<MapValue>().Select(message => $"{Plain(message, "role")}: {Plain(message, "content")}")];
    }

    /// <summary>The names of the tools that a model.chat offered.</summary>
    public static IReadOnlyList<string> ToolNames(this MapValue chat) => chat.TryGet("tools", out Value? tools)
        ? [.. ((ListValue)tools!).Items.Cast<MapValue>().Select(tool => Plain(tool, "name"))]
        : [];

    private static string Plain(MapValue map, string key) =>
        map.TryGet(key, out Value? value) ? System.Text.Encoding.UTF8.GetString(((BytesValue)value!).Content.Span) : "";

    private static MapValue CallOf(string call)
    {
        string[] parts = call.Split(' ', 3);
        return Value.MapOf(("id", Value.Of(parts[0])), ("name", Value.Of(parts[1])), ("arguments", ValueJson.Parse(parts[2])));
    }

    private static MapValue AnswerOf(Value content, Value[] calls) => Value.MapOf(
        ("turn", Value.Of("main#1")),
        ("content", content),
        ("tool_calls", Value.ListOf(calls)),
        ("finish_reason", Value.Of(calls.Length == 0 ? "stop" : "tool_calls")),
        ("model", Value.Of("mock/m")),
        ("usage", Value.MapOf(("input_tokens", Value.Of(3)), ("output_tokens", Value.Of(2)), ("total_tokens", Value.Of(5)), ("cached_tokens", Value.Of(0)))),
        ("cost_usd", Value.Of(0.25)),
        ("retries", Value.Of(0)));
}
