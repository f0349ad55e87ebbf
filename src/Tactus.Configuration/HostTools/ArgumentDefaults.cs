using System.Text.Json;
using Tactus.Policy.Schemas;

namespace Tactus.Configuration.HostTools;

/// <summary>Holds the default and the enumeration of an argument to its type.</summary>
internal static class ArgumentDefaults
{
    /// <summary>Says what is wrong, as the end of a sentence that begins with the argument, or null when nothing is.</summary>
    public static string? FindProblem(ArgumentSchema schema)
    {
        foreach (var value in schema.EnumJson)
        {
            if (!IsOfType(value, schema.Type))
            {
                return $"has {value} in its enum, which is no {Name(schema.Type)}";
            }
        }

        if (schema.DefaultJson is not { } missing)
        {
            return null;
        }

        if (!IsOfType(missing, schema.Type))
        {
            return $"has the default {missing}, which is no {Name(schema.Type)}";
        }

        return schema.EnumJson.Count > 0 && !schema.EnumJson.Contains(missing) ? $"has the default {missing}, which its enum does not hold" : null;
    }

    private static string Name(ArgumentType type) => type.ToString().ToLowerInvariant();

    private static bool IsOfType(string json, ArgumentType type)
    {
        using var document = JsonDocument.Parse(json);
        var kind = document.RootElement.ValueKind;
        return type switch
        {
            ArgumentType.String => kind == JsonValueKind.String,
            ArgumentType.Integer => kind == JsonValueKind.Number && document.RootElement.TryGetInt64(out _),
            ArgumentType.Number => kind == JsonValueKind.Number,
            ArgumentType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            ArgumentType.Array => kind == JsonValueKind.Array,
            ArgumentType.Object => kind == JsonValueKind.Object,
            _ => true,
        };
    }
}
