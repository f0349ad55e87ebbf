using Tactus.Policy.Orders;

namespace Tactus.Policy.Models;

/// <summary>A pattern of model ids: an exact one such as <c>openai/gpt-4o-mini</c>, or a beginning such as <c>openai/gpt-4o*</c>. Case matters.</summary>
public sealed record ModelPattern : INamePattern<ModelPattern>
{
    private readonly string beginning;

    private ModelPattern(string text)
    {
        Text = text;
        IsWildcard = text.EndsWith('*');
        beginning = IsWildcard ? text[..^1] : text;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True when it ends in <c>*</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="FormatException">It is no pattern; the message is the end of a sentence that begins with the text.</exception>
    public static ModelPattern Parse(string text) => FindProblem(text) is { } problem ? throw new FormatException(problem) : new ModelPattern(text);

    /// <summary>Says what is wrong with a pattern, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string text)
    {
        var end = text.EndsWith('*') ? text.Length - 1 : text.Length;
        if (text.AsSpan(0, end).Contains('*'))
        {
            return "may hold \"*\" only at its end, as in \"openai/*\"";
        }

        if (end == text.Length)
        {
            return ModelName.FindProblem(text);
        }

        return text.Length <= ModelName.MaxLength && ModelName.HasOnlyAllowed(text[..end]) ? null : ModelName.WrongCharacters;
    }

    /// <summary>True when the pattern stands for this id.</summary>
    public bool Matches(string id) => IsWildcard ? id.StartsWith(beginning, StringComparison.Ordinal) : id == beginning;

    /// <summary>True when every id that <paramref name="other"/> stands for is one that this pattern stands for.</summary>
    public bool Covers(ModelPattern other) => other.IsWildcard ? IsWildcard && other.beginning.StartsWith(beginning, StringComparison.Ordinal) : Matches(other.beginning);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
