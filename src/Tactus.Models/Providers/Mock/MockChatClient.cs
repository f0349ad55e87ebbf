using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Tactus.Models.Budgets;
using Tactus.Models.Requests;

namespace Tactus.Models.Providers.Mock;

/// <summary>Gives one answer, word by word when it is streamed.</summary>
internal sealed class MockChatClient(string model, MockAnswer answer, ChatRequest request) : IChatClient
{
    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (string word in WordsOf(answer.Text))
        {
            // A turn of the loop for each, as if it came from afar.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word) { ModelId = model };
        }

        var last = new ChatResponseUpdate(ChatRole.Assistant, [.. answer.ToolCalls.Select(Map)])
        {
            ModelId = model,
            FinishReason = new ChatFinishReason(answer.FinishReason ?? (answer.ToolCalls.Count > 0 ? "tool_calls" : "stop")),
        };
        last.Contents.Add(new UsageContent(new UsageDetails
        {
            InputTokenCount = answer.InputTokens ?? TokenEstimate.Of(request),
            OutputTokenCount = answer.OutputTokens ?? (TokenEstimate.Of(answer.Text) + answer.ToolCalls.Sum(call => TokenEstimate.Of(call.Name + call.Arguments))),
        }));
        yield return last;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing.
    }

    private static FunctionCallContent Map(AskedTool call) => new(call.Id, call.Name, ToolArgumentsJson.ToDictionary(call.Arguments));

    private static IEnumerable<string> WordsOf(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int space = text.IndexOf(' ', start);
            int end = space < 0 ? text.Length : space + 1;
            yield return text[start..end];
            start = end;
        }
    }
}
