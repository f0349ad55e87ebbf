using System.Text;
using Tactus.Protocol.Values;
using Tactus.Testing.Literals;

namespace Tactus.Testing.Steps;

/// <summary>Reads the value of a step into what the guest compares with: how it is to be compared, the value, and its text.</summary>
internal static class StepValue
{
    /// <summary>A map of <c>kind</c> (exact, boolean, number, null, data, bare), <c>value</c> and <c>text</c>.</summary>
    /// <exception cref="StepArgumentException">It begins like a dict or a list, and is none.</exception>
    public static MapValue Read(string text)
    {
        (string kind, Value value) = Classify(text.Trim());
        return Value.MapOf(("kind", Value.Of(kind)), ("value", value), ("text", Value.Of(text.Trim())));
    }

    /// <summary>A dict or a list. The dialect lets it stand in quotes.</summary>
    /// <exception cref="StepArgumentException">It is none.</exception>
    public static Value ReadData(string text)
    {
        string trimmed = text.Trim();
        if (Literal.IsQuoted(trimmed))
        {
            trimmed = Literal.Unquote(trimmed).Trim();
        }

        try
        {
            return Literal.Parse(trimmed);
        }
        catch (LiteralException error)
        {
            throw new StepArgumentException($"{text} is no dict or list: {error.Message}");
        }
    }

    /// <summary>One value, or those of <c>any of [a, b]</c>, as a list.</summary>
    /// <exception cref="StepArgumentException">The list is none.</exception>
    public static ListValue ReadAlternatives(string text)
    {
        const string anyOf = "any of ";
        if (!text.StartsWith(anyOf, StringComparison.Ordinal))
        {
            return Value.ListOf(Classify(text.Trim()).Value);
        }

        return ReadData(text[anyOf.Length..]) as ListValue ?? throw new StepArgumentException($"'any of' needs a list, and got {text[anyOf.Length..]}");
    }

    private static (string Kind, Value Value) Classify(string text)
    {
        if (Literal.IsQuoted(text))
        {
            return ("exact", Value.Of(Literal.Unquote(text)));
        }

        if (text.StartsWith('{') || text.StartsWith('['))
        {
            return ("data", ReadData(text));
        }

        try
        {
            Value value = Literal.Parse(text);
            return value switch
            {
                BoolValue => ("boolean", value),
                NullValue => ("null", value),
                _ => ("number", value),
            };
        }
        catch (LiteralException)
        {
            return ("bare", Value.Of(Encoding.UTF8.GetBytes(text)));
        }
    }
}
