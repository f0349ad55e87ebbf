using System.Text.Json.Nodes;

namespace Tactus.Tests.ModelServers;

/// <summary>Writes what a model says as OpenAI's chat completions: whole, or as a stream with the fragments of parallel tool calls mixed.</summary>
internal static class OpenAIReplies
{
    public static ModelReply Say(string text, params (string Id, string Name, string Arguments)[] calls) => Say(new ModelSaid(text, calls));

    public static ModelReply Say(ModelSaid said) => new() { Pieces = request => request.Streams ? Stream(said, request) : [Whole(said).ToJsonString()] };

    private static JsonObject Whole(ModelSaid said) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1700000000,
        ["model"] = said.Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = Message(said),
            ["finish_reason"] = Reason(said),
        }),
        ["usage"] = said.Counts ? Usage(said) : null,
    };

    private static JsonObject Message(ModelSaid said)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = said.Text.Length == 0 ? null : said.Text };
        if (said.Calls.Length > 0)
        {
            message["tool_calls"] = new JsonArray([.. said.Calls.Select((call, index) => Call(index, call.Id, call.Name, call.Arguments))]);
        }

        return message;
    }

    private static IEnumerable<string> Stream(ModelSaid said, ModelRequest request)
    {
        yield return Chunk(said, new JsonObject { ["role"] = "assistant", ["content"] = "" });
        foreach (string piece in said.TextPieces)
        {
            yield return Chunk(said, new JsonObject { ["content"] = piece });
        }

        foreach ((int index, (string id, string name, _)) in said.Calls.Index())
        {
            yield return Chunk(said, new JsonObject { ["tool_calls"] = new JsonArray(Call(index, id, name, "")) });
        }

        // One fragment of each call in turn.
        string[][] fragments = [.. said.Calls.Select(call => call.Arguments.Chunk(4).Select(piece => new string(piece)).ToArray())];
        for (int turn = 0; fragments.Any(pieces => turn < pieces.Length); turn++)
        {
            foreach ((int index, string[] pieces) in fragments.Index().Where(call => turn < call.Item.Length))
            {
                yield return Chunk(said, new JsonObject
                {
                    ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = pieces[turn] } }),
                });
            }
        }

        yield return Chunk(said, [], Reason(said));
        if (said.Counts && request.Body["stream_options"]?["include_usage"]?.GetValue<bool>() == true)
        {
            yield return Event(new JsonObject { ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["created"] = 1700000000, ["model"] = said.Model, ["choices"] = new JsonArray(), ["usage"] = Usage(said) });
        }

        yield return "data: [DONE]\n\n";
    }

    private static string Chunk(ModelSaid said, JsonObject delta, string? reason = null) => Event(new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1700000000,
        ["model"] = said.Model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = reason }),
    });

    private static string Event(JsonObject json) => $"data: {json.ToJsonString()}\n\n";

    private static JsonNode Call(int index, string id, string name, string arguments) => new JsonObject
    {
        ["index"] = index,
        ["id"] = id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };

    private static string Reason(ModelSaid said) => said.Reason ?? (said.Calls.Length > 0 ? "tool_calls" : "stop");

    private static JsonObject Usage(ModelSaid said) => new()
    {
        ["prompt_tokens"] = said.InputTokens,
        ["completion_tokens"] = said.OutputTokens,
        ["total_tokens"] = said.InputTokens + said.OutputTokens,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = said.CachedTokens },
    };
}
