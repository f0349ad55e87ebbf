using System.Text.Json.Nodes;

namespace Tactus.Tests.ModelServers;

/// <summary>Writes what a model says as Anthropic's messages: whole, or as a stream of events.</summary>
internal static class AnthropicReplies
{
    public static ModelReply Say(string text, params (string Id, string Name, string Arguments)[] calls) => Say(new ModelSaid(text, calls));

    public static ModelReply Say(ModelSaid said) => new() { Pieces = request => request.Streams ? Stream(said) : [Whole(said).ToJsonString()] };

    /// <summary>An event that tells of an error in the middle of a stream.</summary>
    public static string ErrorEvent(string type, string message) =>
        Event("error", new JsonObject { ["error"] = new JsonObject { ["type"] = type, ["message"] = message } });

    private static JsonObject Whole(ModelSaid said)
    {
        JsonObject message = Message(said, said.OutputTokens);
        message["content"] = new JsonArray([.. TextBlocks(said), .. said.Calls.Select(call => ToolBlock(call.Id, call.Name, JsonNode.Parse(call.Arguments)))]);
        message["stop_reason"] = Reason(said);
        return message;
    }

    private static IEnumerable<string> Stream(ModelSaid said)
    {
        yield return Event("message_start", new JsonObject { ["message"] = Message(said, 1) });
        int index = 0;
        if (said.Text.Length > 0)
        {
            yield return Event("content_block_start", new JsonObject { ["index"] = index, ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = "" } });
            foreach (string piece in said.TextPieces)
            {
                yield return Delta(index, new JsonObject { ["type"] = "text_delta", ["text"] = piece });
            }

            yield return Event("content_block_stop", new JsonObject { ["index"] = index++ });
        }

        foreach ((string id, string name, string arguments) in said.Calls)
        {
            yield return Event("content_block_start", new JsonObject { ["index"] = index, ["content_block"] = ToolBlock(id, name, new JsonObject()) });
            foreach (char[] piece in arguments.Chunk(4))
            {
                yield return Delta(index, new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = new string(piece) });
            }

            yield return Event("content_block_stop", new JsonObject { ["index"] = index++ });
        }

        yield return Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = Reason(said), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = said.OutputTokens },
        });
        yield return Event("message_stop", []);
    }

    private static JsonObject Message(ModelSaid said, int outputTokens) => new()
    {
        ["id"] = "msg_1",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = said.Model,
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = said.InputTokens,
            ["output_tokens"] = outputTokens,
            ["cache_read_input_tokens"] = said.CachedTokens,
            ["cache_creation_input_tokens"] = 0,
        },
    };

    private static IEnumerable<JsonNode> TextBlocks(ModelSaid said) =>
        said.Text.Length == 0 ? [] : [new JsonObject { ["type"] = "text", ["text"] = said.Text }];

    private static JsonNode ToolBlock(string id, string name, JsonNode? input) =>
        new JsonObject { ["type"] = "tool_use", ["id"] = id, ["name"] = name, ["input"] = input };

    private static string Delta(int index, JsonObject delta) => Event("content_block_delta", new JsonObject { ["index"] = index, ["delta"] = delta });

    private static string Event(string type, JsonObject data)
    {
        data["type"] = type;
        return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
    }

    private static string Reason(ModelSaid said) => said.Reason ?? (said.Calls.Length > 0 ? "tool_use" : "end_turn");
}
