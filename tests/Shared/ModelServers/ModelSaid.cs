namespace Tactus.Tests.ModelServers;

/// <summary>What a model says, before it is written in a provider's protocol.</summary>
/// <param name="Text">The text; empty for none.</param>
/// <param name="Calls">The tools that it asks for: id, name, and arguments as the model writes them.</param>
internal sealed record ModelSaid(string Text, params (string Id, string Name, string Arguments)[] Calls)
{
    public int InputTokens { get; init; } = 11;

    public int OutputTokens { get; init; } = 7;

    public int CachedTokens { get; init; }

    /// <summary>False for a server that counts nothing.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>Why it ended, in the provider's words; null for what follows from the rest.</summary>
    public string? Reason { get; init; }

    public string Model { get; init; } = "some-model";

    /// <summary>The text in pieces of a few characters.</summary>
    public IEnumerable<string> TextPieces => Text.Chunk(5).Select(piece => new string(piece));
}
