using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.Tests.ModelServers;

namespace Tactus.EndToEnd.Tests.Models;

/// <summary>Lays out an agent with a Lua tool and a host tool, and a server of models that it asks.</summary>
internal static class ModelDesk
{
    public const string Key = "sk-end-to-end-0123456789";

    /// <summary>The file of the procedure.</summary>
    public const string File = "planner.tac";

    private const string Agent = """
        weather = Tool {
          description = "Weather for a city",
          input = { city = field.string{required = true} },
          function(args)
            File.append("asked", args.city .. "\n")
            @WAIT@
            return "sunny"
          end
        }
        echo = Tool { use = "broker.host.echo" }
        planner = Agent { model = "@MODEL@", system_prompt = "Plan a day.", tools = {weather, echo} }
        Procedure {
          output = { plan = field.string{} },
          function()
            return { plan = planner("Plan it.").output }
          end
        }
        """;

    /// <summary>Writes the procedure and a trusted sidecar that declares the server.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="server">The server.</param>
    /// <param name="protocol"><c>openai</c> or <c>anthropic</c>.</param>
    /// <param name="waits">Whether the Lua tool waits for the file <c>go</c>.</param>
    /// <param name="more">Further lines of <c>models</c>.</param>
    /// <returns>The procedure's file.</returns>
    public static async Task<string> LayOutAsync(this Desk desk, ModelServer server, string protocol, bool waits = false, string more = "")
    {
        string model = protocol == "openai" ? "openai/gpt-4o-mini" : "anthropic/claude-sonnet-4-5";
        string url = protocol == "openai" ? server.Url + "/v1" : server.Url;
        desk.Environment["MODEL_KEY"] = Key;
        desk.Write(File, Agent
            .Replace("@MODEL@", model, StringComparison.Ordinal)
            .Replace("@WAIT@", waits ? $"File.write('{Waiting.Here}', '') repeat until File.exists('{Waiting.Go}')" : "", StringComparison.Ordinal));
        await desk.TrustAsync(File + ".yml", $$"""
            models:
              providers:
                {{protocol}}: {base_url: "{{url}}", api_key: "${secret:MODEL_KEY}"}
            {{more}}
            """);
        return File;
    }

    /// <summary>What the model says, by how often it has spoken in the conversation: it asks for both tools at once, then it answers.</summary>
    public static ModelReply Answer(ModelRequest request, string protocol)
    {
        bool first = request.Body["messages"]!.AsArray().All(message => message!["role"]!.GetValue<string>() != "assistant");
        ModelSaid said = first
            ? new ModelSaid("Let me look.", ("call_a", "weather", """{"city": "Wien"}"""), ("call_b", "echo", """{"n": 1}""")) { InputTokens = 100, OutputTokens = 20 }
            : new ModelSaid("Museum, then lunch.") { InputTokens = 200, OutputTokens = 10 };
        return protocol == "openai" ? OpenAIReplies.Say(said) : AnthropicReplies.Say(said);
    }
}
