using System.Text.Json;
using Tactus.Protocol.Values;

namespace Tactus.Models.Providers;

/// <summary>The arguments of tool calls between our values, JSON, and the dictionaries of the chat abstraction.</summary>
internal static class ToolArgumentsJson
{
    /// <summary>Our values as the abstraction has them.</summary>
    public static Dictionary<string, object?> ToDictionary(MapValue arguments)
    {
        using JsonDocument document = JsonDocument.Parse(ValueJson.ToJson(arguments));
        return ToDictionary(document.RootElement);
    }

    /// <summary>What a model wrote, as the abstraction has it. Nothing counts as no arguments.</summary>
    /// <exception cref="FormatException">It is no JSON object; the message is the end of a sentence.</exception>
    public static Dictionary<string, object?> Parse(string written)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return [];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(written);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ToDictionary(document.RootElement)
                : throw new FormatException("are no JSON object");
        }
        catch (JsonException error)
        {
            throw new FormatException($"are no JSON: {error.Message}", error);
        }
    }

    /// <summary>What the abstraction has, as JSON.</summary>
    public static string ToJson(IDictionary<string, object?>? arguments) => JsonSerializer.Serialize(arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>What the abstraction has, as our values.</summary>
    /// <exception cref="FormatException">It holds what our values cannot.</exception>
    public static MapValue ToValue(IDictionary<string, object?>? arguments)
    {
        try
        {
            return (MapValue)ValueJson.Parse(ToJson(arguments), JsonMarkers.Plain);
        }
        catch (ValueFormatException error)
        {
            throw new FormatException($"cannot be handed on: {error.Message}", error);
        }
    }

    private static Dictionary<string, object?> ToDictionary(JsonElement element)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            arguments[property.Name] = property.Value.Clone();
        }

        return arguments;
    }
}
