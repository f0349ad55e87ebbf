using Microsoft.Extensions.AI;
using Tactus.Models.Requests;

namespace Tactus.Models.Providers;

/// <summary>A request in the words of the chat abstraction.</summary>
internal static class ChatMapping
{
    /// <summary>Its messages.</summary>
    public static List<ChatMessage> MessagesOf(ChatRequest request) => [.. request.Messages.Select(Map)];

    /// <summary>Its options.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">The model's name as the provider knows it.</param>
    /// <param name="maxTokens">Most tokens of the answer, or null.</param>
    public static ChatOptions OptionsOf(ChatRequest request, string model, int? maxTokens)
    {
        var options = new ChatOptions
        {
            ModelId = model,
            Temperature = (float?)request.Temperature,
            TopP = (float?)request.TopP,
            TopK = request.Extras.TopK,
            FrequencyPenalty = (float?)request.Extras.FrequencyPenalty,
            PresencePenalty = (float?)request.Extras.PresencePenalty,
            MaxOutputTokens = maxTokens,
            Seed = request.Seed,
            StopSequences = request.Stop.Count == 0 ? null : [.. request.Stop],
            AllowMultipleToolCalls = request.Extras.ParallelToolCalls,
            Reasoning = request.Extras.ReasoningEffort is { } effort ? new ReasoningOptions { Effort = Enum.Parse<ReasoningEffort>(effort, ignoreCase: true) } : null,
            ResponseFormat = request.Output is { } output ? ChatResponseFormat.ForJsonSchema(SchemaJson.Of(output.Schema), output.Name) : null,
        };
        if (request.Tools.Count > 0)
        {
            options.Tools = [.. request.Tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, SchemaJson.Of(tool.Parameters)))];
            options.ToolMode = request.ToolChoice switch
            {
                "auto" => ChatToolMode.Auto,
                "none" => ChatToolMode.None,
                "required" => ChatToolMode.RequireAny,
                _ => ChatToolMode.RequireSpecific(request.ToolChoice),
            };
        }

        return options;
    }

    private static ChatMessage Map(PromptMessage message)
    {
        if (message.Role == "tool")
        {
            return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId!, message.Content)]);
        }

        var mapped = new ChatMessage(new ChatRole(message.Role), message.Content.Length == 0 && message.ToolCalls.Count > 0 ? null : message.Content) { AuthorName = message.Name };
        foreach (AskedTool call in message.ToolCalls)
        {
            mapped.Contents.Add(new FunctionCallContent(call.Id, call.Name, ToolArgumentsJson.ToDictionary(call.Arguments)));
        }

        return mapped;
    }
}
