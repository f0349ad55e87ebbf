namespace Tactus.Models.Requests;

/// <summary>What a procedure asks of a model, checked and bounded, without secrets. Immutable.</summary>
public sealed record ChatRequest
{
    /// <summary>The agent's name, or empty.</summary>
    public required string Agent { get; init; }

    /// <summary>The agent's turn, counted from 1; 0 when it is not told.</summary>
    public required int Turn { get; init; }

    /// <summary>The conversation so far.</summary>
    public required IReadOnlyList<PromptMessage> Messages { get; init; }

    /// <summary>The tools that the model may ask for.</summary>
    public required IReadOnlyList<OfferedTool> Tools { get; init; }

    /// <summary><c>auto</c>, <c>none</c>, <c>required</c>, or the name of the one tool that must be asked for. Default: auto.</summary>
    public string ToolChoice { get; init; } = "auto";

    /// <summary>From 0 to 2, or null for the model's own.</summary>
    public double? Temperature { get; init; }

    /// <summary>Most tokens of the answer, or null.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>From 0 to 1, or null for the model's own.</summary>
    public double? TopP { get; init; }

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Seed of the model's chance, or null.</summary>
    public long? Seed { get; init; }

    /// <summary>What the answer must look like, or null for text.</summary>
    public OutputFormat? Output { get; init; }

    /// <summary>Whether the answer is to come piece by piece. Default: true.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Options that not every provider has.</summary>
    public ChatExtras Extras { get; init; } = new();
}
