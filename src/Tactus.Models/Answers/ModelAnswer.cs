namespace Tactus.Models.Answers;

/// <summary>A whole answer of a model.</summary>
internal sealed record ModelAnswer
{
    /// <summary>The text; empty for none.</summary>
    public required string Content { get; init; }

    /// <summary>The tools that it asks for.</summary>
    public required IReadOnlyList<AnsweredTool> ToolCalls { get; init; }

    /// <summary><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</summary>
    public required string FinishReason { get; init; }

    /// <summary>The model that answered, as the provider calls it.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens of input, the cached ones among them.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens of output.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Tokens of input that the provider had cached.</summary>
    public required long CachedTokens { get; init; }

    /// <summary>True when the provider counted nothing, and the tokens are an estimate.</summary>
    public required bool IsEstimated { get; init; }

    /// <summary>Attempts that failed before this one.</summary>
    public int Retries { get; init; }
}
