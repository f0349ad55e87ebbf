namespace Tactus.Policy.Models;

/// <summary>
/// The ids of models: a provider's name, a slash, and the model's name as the provider knows it, which may hold slashes itself, for instance
/// <c>openai/gpt-4o-mini</c>.
/// </summary>
public static class ModelName
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxLength = 200;

    internal const string WrongCharacters = "may hold ASCII letters, digits and . _ - : / @ + only";

    private const string Symbols = "._-:/@+";

    /// <summary>Says what is wrong with an id, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string id)
    {
        if (id.Length is 0 or > MaxLength)
        {
            return $"must have 1 to {MaxLength} characters";
        }

        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == id.Length - 1)
        {
            return "must be a provider and a model, as in \"openai/gpt-4o-mini\"";
        }

        return HasOnlyAllowed(id) ? null : WrongCharacters;
    }

    /// <summary>Says what is wrong with a provider's name, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProviderProblem(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? null
            : "must begin with an ASCII letter or digit and may hold those, \"_\" and \"-\" only";

    /// <summary>The provider of an id without problems.</summary>
    public static string ProviderOf(string id) => id[..id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The model's own name in an id without problems.</summary>
    public static string ModelOf(string id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    internal static bool HasOnlyAllowed(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c, StringComparison.Ordinal));
}
