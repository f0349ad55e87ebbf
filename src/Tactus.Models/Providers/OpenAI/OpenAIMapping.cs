using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;
using OpenAIFinishReason = OpenAI.Chat.ChatFinishReason;
using OpenAIMessage = OpenAI.Chat.ChatMessage;

namespace Tactus.Models.Providers.OpenAI;

/// <summary>The chat abstraction in the words of the OpenAI library, and back.</summary>
internal static class OpenAIMapping
{
    /// <summary>The messages.</summary>
    public static IEnumerable<OpenAIMessage> MessagesOf(IEnumerable<ChatMessage> messages) => messages.SelectMany(Map);

    /// <summary>The options.</summary>
    public static ChatCompletionOptions OptionsOf(ChatOptions options, bool speaksOlderNames)
    {
        var mapped = new ChatCompletionOptions
        {
            Temperature = options.Temperature,
            TopP = options.TopP,
            FrequencyPenalty = options.FrequencyPenalty,
            PresencePenalty = options.PresencePenalty,
            MaxOutputTokenCount = options.MaxOutputTokens,
            Seed = options.Seed,
            ResponseFormat = options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json
                ? ChatResponseFormat.CreateJsonSchemaFormat(json.SchemaName ?? "output", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: null)
                : null,
        };
        if (speaksOlderNames && options.MaxOutputTokens is { } limit)
        {
            mapped.Patch.Set("$.max_tokens"u8, limit);
        }

        if (options.TopK is { } top)
        {
            // OpenAI's own models have none and refuse it; many other servers of the protocol do.
            mapped.Patch.Set("$.top_k"u8, top);
        }

        if (options.Reasoning?.Effort is { } effort)
        {
            mapped.ReasoningEffortLevel = new ChatReasoningEffortLevel(effort.ToString().ToLowerInvariant());
        }

        foreach (string stop in options.StopSequences ?? [])
        {
            mapped.StopSequences.Add(stop);
        }

        foreach (AIFunctionDeclaration tool in (options.Tools ?? []).OfType<AIFunctionDeclaration>())
        {
            mapped.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        if (mapped.Tools.Count > 0)
        {
            mapped.AllowParallelToolCalls = options.AllowMultipleToolCalls;
            mapped.ToolChoice = ChoiceOf(options.ToolMode);
        }

        return mapped;
    }

    /// <summary>A tool call, with what is wrong with its arguments when they are no JSON object.</summary>
    public static FunctionCallContent CallOf(string id, string name, string arguments)
    {
        FunctionCallContent call = FunctionCallContent.CreateFromParsedArguments(arguments, id, name, static written => ToolArgumentsJson.Parse(written));
        call.RawRepresentation = arguments;
        return call;
    }

    /// <summary>Why an answer ended.</summary>
    public static ChatFinishReason ReasonOf(OpenAIFinishReason reason) => reason switch
    {
        OpenAIFinishReason.Length => ChatFinishReason.Length,
        OpenAIFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAIFinishReason.ToolCalls or OpenAIFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    /// <summary>What an answer used up.</summary>
    public static UsageDetails UsageOf(ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
    };

    private static ChatToolChoice? ChoiceOf(ChatToolMode? mode) => mode switch
    {
        NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
        RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
        RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
        AutoChatToolMode => ChatToolChoice.CreateAutoChoice(),
        _ => null,
    };

    private static IEnumerable<OpenAIMessage> Map(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            return message.Contents.OfType<FunctionResultContent>().Select(result => new ToolChatMessage(result.CallId, result.Result?.ToString() ?? ""));
        }

        if (message.Role == ChatRole.System)
        {
            return [new SystemChatMessage(message.Text) { ParticipantName = message.AuthorName }];
        }

        return message.Role == ChatRole.Assistant ? [AssistantOf(message)] : [new UserChatMessage(message.Text) { ParticipantName = message.AuthorName }];
    }

    private static AssistantChatMessage AssistantOf(ChatMessage message)
    {
        List<ChatToolCall> calls =
        [
            .. message.Contents.OfType<FunctionCallContent>().Select(call =>
                ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(ToolArgumentsJson.ToJson(call.Arguments)))),
        ];
        if (calls.Count == 0)
        {
            return new AssistantChatMessage(message.Text) { ParticipantName = message.AuthorName };
        }

        var mapped = new AssistantChatMessage(calls) { ParticipantName = message.AuthorName };
        if (message.Text.Length > 0)
        {
            mapped.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return mapped;
    }
}
