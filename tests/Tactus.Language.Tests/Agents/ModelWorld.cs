using Tactus.Language.Tests.Journals;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Agents;

/// <summary>
/// A world with a model that follows rules: it calls every tool that it is offered, once, and answers with a text when it has seen their results.
/// </summary>
internal static class ModelWorld
{
    /// <summary>Answers like <see cref="TestWorld"/>, and model.chat, agent.tool, tool.describe and mcp.tools beside.</summary>
    /// <remarks>
    /// The prompt's words steer the model: <c>quiet</c> calls nothing, <c>breaks</c> fails for good. The first effect of a branch, asked of a model named
    /// <c>mock/shaky</c>, fails and may be tried again.
    /// </remarks>
    public static PerformResponse Answer(PerformRequest request) => request.Kind switch
    {
        "model.chat" => Chat(request, (MapValue)Value.Decode(request.Arguments.Span)),
        "agent.tool" => TestWorld.Result(Value.MapOf(("did", Value.Of(request.Name)), ("at", Value.Of(At(request))))),
        "tool.describe" when request.Name == "forbidden" => Failure("TAC3103", "host tool 'forbidden' is not granted", "denied", retryable: false),
        "tool.describe" => TestWorld.Result(Value.MapOf(("description", Value.Of($"about {request.Name}")), ("parameters", Value.EmptyMap))),
        "mcp.tools" => TestWorld.Result(Value.ListOf(
            Value.MapOf(("name", Value.Of("read")), ("description", Value.Of("reads")), ("parameters", Value.EmptyMap)),
            Value.MapOf(("name", Value.Of("write")), ("description", Value.Of("writes")), ("parameters", Value.EmptyMap)))),
        _ => TestWorld.Answer(request),
    };

    /// <summary>An answer of a model.</summary>
    public static MapValue Said(PerformRequest request, string? content, params Value[] calls) => Value.MapOf(
        ("turn", Value.Of(At(request))),
        ("content", content is null ? Value.Null : Value.Of(content)),
        ("tool_calls", Value.ListOf(calls)),
        ("finish_reason", Value.Of(calls.Length == 0 ? "stop" : "tool_calls")),
        ("model", Value.Of(request.Name)),
        ("usage", Value.MapOf(
            ("input_tokens", Value.Of(10)), ("output_tokens", Value.Of(2)), ("total_tokens", Value.Of(12)), ("cached_tokens", Value.Of(0)))),
        ("cost_usd", Value.Of(0.5)),
        ("retries", Value.Of(0)));

    private static PerformResponse Chat(PerformRequest request, MapValue arguments)
    {
        Value[] messages = [.. ((ListValue)arguments.Get("messages")!).Items];
        string all = string.Join('\n', messages.Select(message => message.ToString()));
        if (all.Contains("breaks", StringComparison.Ordinal))
        {
            return Failure("TAC3899", "the model is gone", "failed", retryable: false);
        }

        if (request.Name == "mock/shaky" && request.Key.Position == 1)
        {
            return Failure("TAC3898", "try again", "failed", retryable: true);
        }

        bool answered = ((MapValue)messages[^1]).Get("role")!.Equals(Value.Of("tool"));
        if (answered || all.Contains("quiet", StringComparison.Ordinal) || arguments.Get("tools") is not ListValue tools)
        {
            return TestWorld.Result(Said(request, $"said at {At(request)} after {messages.Length}"));
        }

        return TestWorld.Result(Said(request, null, [.. tools.Items.Cast<MapValue>().Select((tool, index) => Value.MapOf(
            ("id", Value.Of($"call{index}")), ("name", tool.Get("name")!), ("arguments", Value.MapOf(("reason", Value.Of(At(request)))))))]));
    }

    private static Value? Get(this MapValue map, string key) => map.TryGet(key, out Value? value) ? value : null;

    private static string At(PerformRequest request) => $"{request.Key.Branch}:{request.Key.Position}";

    private static PerformResponse Failure(string code, string message, string kind, bool retryable) =>
        new() { Error = new EffectError { Code = code, Message = message, Kind = kind, Retryable = retryable } };
}
