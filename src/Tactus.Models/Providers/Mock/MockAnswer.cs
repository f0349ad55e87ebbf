using Tactus.Models.Requests;

namespace Tactus.Models.Providers.Mock;

/// <summary>One answer of a mock.</summary>
internal sealed record MockAnswer
{
    /// <summary>The agent that it is for; null for any.</summary>
    public string? Agent { get; init; }

    /// <summary>The model that it is for; null for any.</summary>
    public string? Model { get; init; }

    /// <summary>The agent's turn that it is for; null for any.</summary>
    public int? Turn { get; init; }

    /// <summary>The text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The tools that it asks for.</summary>
    public IReadOnlyList<AskedTool> ToolCalls { get; init; } = [];

    /// <summary>Why it ended; null for what follows from the rest.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens of input; null for an estimate.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens of output; null for an estimate.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>An answer that repeats the last message of the user.</summary>
    public static MockAnswer EchoOf(ChatRequest request) =>
        new() { Text = request.Messages.LastOrDefault(message => message.Role == "user")?.Content ?? "" };
}
