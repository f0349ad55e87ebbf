using System.Text.Json;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Serving;

/// <summary>Writes the fields of a procedure as a JSON schema.</summary>
internal static class FieldSchema
{
    private static readonly Dictionary<string, string> s_keywords = new(StringComparer.Ordinal)
    {
        ["description"] = "description",
        ["default"] = "default",
        ["enum"] = "enum",
        ["pattern"] = "pattern",
        ["min"] = "minimum",
        ["max"] = "maximum",
    };

    /// <summary>The schema of an object with these fields.</summary>
    /// <param name="fields">The fields by name, as a guest describes them.</param>
    /// <param name="isClosed">True when other fields are refused.</param>
    public static JsonElement OfFields(MapValue fields, bool isClosed) => JsonElement.Parse(ValueJson.ToJson(ObjectOf(fields, isClosed)));

    private static MapValue ObjectOf(MapValue fields, bool isClosed)
    {
        var properties = new List<KeyValuePair<byte[], Value>>();
        var required = new List<Value>();
        foreach (KeyValuePair<byte[], Value> field in fields.Entries)
        {
            MapValue schema = field.Value as MapValue ?? Value.EmptyMap;
            properties.Add(new KeyValuePair<byte[], Value>(field.Key, Of(schema)));
            if (schema.TryGet("required", out Value? needed) && needed.Equals(Value.True))
            {
                required.Add(Value.Of(field.Key));
            }
        }

        List<(string, Value)> entries = [("type", Value.Of("object")), ("properties", MapValue.FromUnsorted(properties))];
        if (required.Count > 0)
        {
            entries.Add(("required", new ListValue([.. required])));
        }

        if (isClosed)
        {
            entries.Add(("additionalProperties", Value.False));
        }

        return Value.MapOf([.. entries]);
    }

    private static MapValue Of(MapValue schema)
    {
        string? type = schema.FindText("type");
        if (type == "object" && schema.TryGet("properties", out Value? inner) && inner is MapValue fields)
        {
            return ObjectOf(fields, isClosed: false);
        }

        var entries = new List<(string, Value)>();
        if (type is "string" or "number" or "integer" or "boolean" or "array" or "object")
        {
            entries.Add(("type", Value.Of(type)));
        }

        foreach ((string own, string keyword) in s_keywords)
        {
            Add(entries, schema, own, keyword);
        }

        Add(entries, schema, "min_length", type == "array" ? "minItems" : "minLength");
        Add(entries, schema, "max_length", type == "array" ? "maxItems" : "maxLength");
        if (schema.TryGet("items", out Value? items) && items is MapValue each)
        {
            entries.Add(("items", Of(each)));
        }

        return Value.MapOf([.. entries]);
    }

    private static void Add(List<(string, Value)> entries, MapValue schema, string own, string keyword)
    {
        if (schema.TryGet(own, out Value? value) && value is not NullValue)
        {
            entries.Add((keyword, value));
        }
    }
}
