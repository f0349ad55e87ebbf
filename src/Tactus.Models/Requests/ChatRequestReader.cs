using Tactus.Broker.Agents;
using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Models.Requests;

/// <summary>Reads the arguments of <c>model.chat</c>, each with its bounds.</summary>
internal static class ChatRequestReader
{
    /// <summary>The code of arguments that do not fit.</summary>
    public const string Code = "TAC3801";

    private const int MostMessages = 4096;
    private const int MostText = 8 << 20;
    private const int MostTools = 128;
    private const int MostCalls = 256;
    private const int MostName = 256;
    private const int MostDescription = 64 << 10;
    private const int MostSchema = 256 << 10;
    private const int MostStops = 16;
    private const int MostTokens = 10_000_000;

    private static readonly string[] s_roles = ["system", "user", "assistant", "tool"];
    private static readonly string[] s_choices = ["auto", "none", "required"];
    private static readonly string[] s_efforts = ["none", "low", "medium", "high"];

    /// <summary>Reads them.</summary>
    /// <exception cref="EffectException">They do not fit (TAC3801), or an option is unknown (TAC3809).</exception>
    public static ChatRequest Read(MapValue arguments)
    {
        var fields = new EffectFields(arguments, "model.chat", Code);
        List<OfferedTool> tools = [.. fields.List("tools", MostTools).Select(tool => ReadTool(fields.Inner(tool, "a tool")))];
        var request = new ChatRequest
        {
            Agent = fields.Text("agent", MostName) ?? "",
            Turn = (int)(fields.Count("turn", 0, int.MaxValue) ?? 0),
            Messages = [.. fields.List("messages", MostMessages).Select(message => ReadMessage(fields.Inner(message, "a message")))],
            Tools = tools,
            ToolChoice = fields.Text("tool_choice", MostName) ?? "auto",
            Temperature = fields.Number("temperature", 0, 2),
            MaxTokens = (int?)fields.Count("max_tokens", 1, MostTokens),
            TopP = fields.Number("top_p", 0, 1),
            Stop = [.. fields.List("stop", MostStops).Select(stop => ReadStop(fields, stop))],
            Seed = fields.Count("seed", long.MinValue, long.MaxValue),
            Output = fields.Map("output") is { } output ? ReadOutput(new EffectFields(output, "output of model.chat", Code)) : null,
            Stream = fields.Flag("stream", missing: true),
            Extras = fields.Map("options") is { } options ? ReadExtras(options) : new ChatExtras(),
        };
        fields.RequireNoOthers();
        if (request.Messages.Count == 0)
        {
            throw fields.Wrong("messages", "must hold at least one message");
        }

        if (tools.Select(tool => tool.Name).Distinct(StringComparer.Ordinal).Count() != tools.Count)
        {
            throw fields.Wrong("tools", "names one tool twice");
        }

        return s_choices.Contains(request.ToolChoice) || tools.Exists(tool => tool.Name == request.ToolChoice)
            ? request
            : throw fields.Wrong("tool_choice", "must be auto, none, required or the name of an offered tool");
    }

    private static PromptMessage ReadMessage(EffectFields fields)
    {
        string role = OneOf(fields, "role", s_roles) ?? throw fields.Wrong("role", "is missing");
        var message = new PromptMessage(
            role,
            fields.Text("content", MostText) ?? "",
            fields.Text("name", MostName),
            [.. fields.List("tool_calls", MostCalls).Select(call => ReadCall(fields.Inner(call, "a tool call")))],
            fields.Text("tool_call_id", MostName));
        fields.RequireNoOthers();
        if (message.ToolCalls.Count > 0 && role != "assistant")
        {
            throw fields.Wrong("tool_calls", "belongs to an assistant's message");
        }

        return (role == "tool") == (message.ToolCallId is not null)
            ? message
            : throw fields.Wrong("tool_call_id", "belongs to a tool's message, and must be there");
    }

    private static AskedTool ReadCall(EffectFields fields)
    {
        var call = new AskedTool(fields.RequiredText("id", MostName), fields.RequiredText("name", MostName), fields.Map("arguments") ?? Value.EmptyMap);
        fields.RequireNoOthers();
        return call;
    }

    private static OfferedTool ReadTool(EffectFields fields)
    {
        MapValue parameters = fields.Map("parameters") ?? Value.MapOf(("type", Value.Of("object")));
        EffectFields source = fields.Inner(fields.Any("source") ?? throw fields.Wrong("source", "is missing"), "the source");
        var tool = new OfferedTool(
            fields.RequiredText("name", MostName),
            fields.Text("description", MostDescription) ?? "",
            parameters,
            new ToolSource(OneOf(source, "kind", ToolSource.Kinds) ?? throw source.Wrong("kind", "is missing"), source.Text("name", MostName) ?? ""));
        source.RequireNoOthers();
        fields.RequireNoOthers();
        if (tool.Name.Length > 64 || !tool.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            throw fields.Wrong("name", "must have 1 to 64 ASCII letters, digits, _ and -, as every provider wants it");
        }

        return parameters.Encode().Length <= MostSchema ? tool : throw fields.Wrong("parameters", $"must be at most {MostSchema} bytes");
    }

    private static string ReadStop(EffectFields fields, Value stop) =>
        stop is BytesValue bytes && bytes.TryGetText(out string text) && text.Length is > 0 and <= MostName
            ? text
            : throw fields.Wrong("stop", $"must be a list of texts with 1 to {MostName} characters");

    private static OutputFormat ReadOutput(EffectFields fields)
    {
        MapValue schema = fields.Map("schema") ?? throw fields.Wrong("schema", "is missing");
        var output = new OutputFormat(fields.Text("name", 64) is { Length: > 0 } name ? name : "output", schema);
        fields.RequireNoOthers();
        return schema.Encode().Length <= MostSchema ? output : throw fields.Wrong("schema", $"must be at most {MostSchema} bytes");
    }

    private static ChatExtras ReadExtras(MapValue options)
    {
        var fields = new EffectFields(options, "options of model.chat", "TAC3809");
        var extras = new ChatExtras
        {
            ParallelToolCalls = fields.Any("parallel_tool_calls") is null ? null : fields.Flag("parallel_tool_calls", missing: true),
            FrequencyPenalty = fields.Number("frequency_penalty", -2, 2),
            PresencePenalty = fields.Number("presence_penalty", -2, 2),
            TopK = (int?)fields.Count("top_k", 1, 1_000_000),
            ReasoningEffort = OneOf(fields, "reasoning_effort", s_efforts),
        };
        fields.RequireNoOthers();
        return extras;
    }

    private static string? OneOf(EffectFields fields, string name, IReadOnlyList<string> words)
    {
        string? word = fields.Text(name, MostName);
        return word is null || words.Contains(word) ? word : throw fields.Wrong(name, $"must be one of {string.Join(", ", words)}");
    }
}
