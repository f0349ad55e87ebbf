using System.Text.Json;
using Tactus.Protocol.Values;

namespace Tactus.Models.Providers;

/// <summary>Writes a JSON schema that came from Lua, where an empty map and an empty list are one, so that its maps stay maps.</summary>
internal static class SchemaJson
{
    private static readonly string[] s_maps = ["properties", "patternProperties", "$defs", "definitions", "items", "additionalProperties"];

    /// <summary>The schema as JSON.</summary>
    public static JsonElement Of(MapValue schema)
    {
        using JsonDocument document = JsonDocument.Parse(ValueJson.ToJson(Mend(schema)));
        return document.RootElement.Clone();
    }

    private static Value Mend(Value value) => value switch
    {
        MapValue map => MapValue.FromUnsorted(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, MendEntry(entry)))),
        ListValue list => new ListValue([.. list.Items.Select(Mend)]),
        _ => value,
    };

    private static Value MendEntry(KeyValuePair<byte[], Value> entry) =>
        entry.Value is ListValue { Items.Count: 0 } && s_maps.Contains(System.Text.Encoding.UTF8.GetString(entry.Key)) ? Value.EmptyMap : Mend(entry.Value);
}
