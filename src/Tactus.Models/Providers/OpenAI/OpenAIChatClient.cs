using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Tactus.Models.Failures;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Tactus.Models.Providers.OpenAI;

/// <summary>The chat abstraction over the official OpenAI library.</summary>
/// <param name="client">The library's client.</param>
/// <param name="http">What it sends with; ended with this.</param>
/// <param name="provider">The provider's name, for failures.</param>
/// <param name="speaksOlderNames">True for other servers than OpenAI's own, some of which know only the older names of options.</param>
internal sealed class OpenAIChatClient(ChatClient client, HttpClient http, string provider, bool speaksOlderNames) : IChatClient
{
    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatCompletion completion = await client.CompleteChatAsync(
            OpenAIMapping.MessagesOf(messages), OpenAIMapping.OptionsOf(options ?? new ChatOptions(), speaksOlderNames), cancellationToken);
        var message = new ChatMessage(ChatRole.Assistant, string.Concat(completion.Content.Select(part => part.Text)));
        foreach (ChatToolCall call in completion.ToolCalls)
        {
            message.Contents.Add(OpenAIMapping.CallOf(call.Id, call.FunctionName, call.FunctionArguments.ToString()));
        }

        return new ChatResponse(message)
        {
            ModelId = completion.Model,
            FinishReason = OpenAIMapping.ReasonOf(completion.FinishReason),
            Usage = completion.Usage is { } usage ? OpenAIMapping.UsageOf(usage) : null,
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var calls = new StreamedCalls(provider);
        await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync(
            OpenAIMapping.MessagesOf(messages), OpenAIMapping.OptionsOf(options ?? new ChatOptions(), speaksOlderNames), cancellationToken))
        {
            foreach (StreamingChatToolCallUpdate fragment in update.ToolCallUpdates)
            {
                calls.Add(fragment);
            }

            var mapped = new ChatResponseUpdate(ChatRole.Assistant, string.Concat(update.ContentUpdate.Select(part => part.Text)))
            {
                ModelId = update.Model,
                FinishReason = update.FinishReason is { } reason ? OpenAIMapping.ReasonOf(reason) : null,
            };
            if (update.Usage is { } usage)
            {
                mapped.Contents.Add(new UsageContent(OpenAIMapping.UsageOf(usage)));
            }

            yield return mapped;
        }

        foreach (FunctionCallContent call in calls.Complete())
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [call]);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(client) ? client : serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
