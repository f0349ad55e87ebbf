using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Agents;

/// <summary>Writes what a tool takes as a JSON schema, the way models are told.</summary>
internal static class ArgumentJsonSchema
{
    /// <summary>The schema of a tool's arguments.</summary>
    /// <param name="arguments">The arguments by name; null when it takes any.</param>
    public static MapValue Of(IReadOnlyDictionary<string, ArgumentSchema>? arguments)
    {
        if (arguments is null)
        {
            return Value.MapOf(("type", Value.Of("object")));
        }

        List<(string Key, Value Value)> entries =
        [
            ("type", Value.Of("object")),
            ("properties", Value.MapOf([.. arguments.Select(pair => (pair.Key, (Value)Of(pair.Value)))])),
            ("additionalProperties", Value.False),
        ];
        AddRequired(entries, arguments);
        return Value.MapOf(entries);
    }

    private static MapValue Of(ArgumentSchema schema)
    {
        var entries = new List<(string Key, Value Value)>();
        if (schema.Type != ArgumentType.Any)
        {
            entries.Add(("type", Value.Of(schema.Type.ToString().ToLowerInvariant())));
        }

        AddText(entries, "description", schema.Description.Length == 0 ? null : schema.Description);
        AddText(entries, "pattern", schema.Pattern is null ? null : $"^(?:{schema.Pattern})$");
        AddNumber(entries, "minimum", schema.Min);
        AddNumber(entries, "maximum", schema.Max);
        bool isText = schema.Type == ArgumentType.String;
        AddNumber(entries, isText ? "minLength" : "minItems", schema.MinLength);
        AddNumber(entries, isText ? "maxLength" : "maxItems", schema.MaxLength);
        if (schema.DefaultJson is not null)
        {
            entries.Add(("default", ValueJson.Parse(schema.DefaultJson)));
        }

        if (schema.EnumJson.Count > 0)
        {
            entries.Add(("enum", Value.ListOf([.. schema.EnumJson.Select(json => ValueJson.Parse(json))])));
        }

        if (schema.Items is not null)
        {
            entries.Add(("items", Of(schema.Items)));
        }

        if (schema.Properties.Count > 0)
        {
            entries.Add(("properties", Value.MapOf([.. schema.Properties.Select(pair => (pair.Key, (Value)Of(pair.Value)))])));
            entries.Add(("additionalProperties", Value.False));
            AddRequired(entries, schema.Properties);
        }

        return Value.MapOf(entries);
    }

    private static void AddRequired(List<(string Key, Value Value)> entries, IReadOnlyDictionary<string, ArgumentSchema> schemas)
    {
        Value[] required = [.. schemas.Where(pair => pair.Value.Required).Select(pair => Value.Of(pair.Key))];
        if (required.Length > 0)
        {
            entries.Add(("required", Value.ListOf(required)));
        }
    }

    private static void AddText(List<(string Key, Value Value)> entries, string name, string? text)
    {
        if (text is not null)
        {
            entries.Add((name, Value.Of(text)));
        }
    }

    private static void AddNumber(List<(string Key, Value Value)> entries, string name, double? number)
    {
        if (number is { } value)
        {
            entries.Add((name, Math.Floor(value) == value && Math.Abs(value) < 1e15 ? Value.Of((long)value) : Value.Of(value)));
        }
    }
}
