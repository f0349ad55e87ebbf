namespace Tactus.Configuration.Keys;

/// <summary>One of the words that a key may say.</summary>
/// <param name="Word">The word.</param>
/// <param name="Value">What it means: a value of <c>Tactus.Policy</c>, or the word itself.</param>
public sealed record KeyChoice(string Word, object Value)
{
    /// <summary>False when the word's part is not built yet. Default: true.</summary>
    public bool IsBuilt { get; init; } = true;

    /// <summary>True when only the command line may say it, because it takes a wall away. Default: false.</summary>
    public bool IsOnlyForFlags { get; init; }

    /// <summary>True when a file may say it.</summary>
    public bool IsForFiles => IsBuilt && !IsOnlyForFlags;
}
