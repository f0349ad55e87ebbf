using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tactus.Protocol.Values;

/// <summary>Turns parsed JSON into a value, within the limits of values.</summary>
internal sealed class ValueJsonReader(JsonMarkers markers, ValueLimits limits)
{
    /// <summary>Deepest JSON that can be a value: the marker of a map adds two levels to its own.</summary>
    public const int MaxJsonDepth = 3 * 64;

    private int _itemsLeft = limits.MaxItems;

    public Value Read(JsonElement element, int depth)
    {
        if (depth > limits.MaxDepth)
        {
            throw new ValueFormatException($"the value is nested deeper than {limits.MaxDepth} levels");
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.True:
            case JsonValueKind.False:
                return Value.Of(element.GetBoolean());
            case JsonValueKind.Number:
                return ReadNumber(element);
            case JsonValueKind.String:
                return Value.Of(Text(element.GetString));
            case JsonValueKind.Array:
                TakeItems(element.GetArrayLength());
                return new ListValue([.. element.EnumerateArray().Select(item => Read(item, depth + 1))]);
            case JsonValueKind.Object:
                return ReadObject(element, depth);
            default:
                return Value.Null;
        }
    }

    private static Value ReadNumber(JsonElement element)
    {
        string raw = element.GetRawText();
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && element.TryGetInt64(out long integer))
        {
            return Value.Of(integer);
        }

        double number = double.Parse(raw, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? Value.Of(number) : throw new ValueFormatException("a number is too large for 64 bits");
    }

    private static string Text(Func<string?> get)
    {
        try
        {
            return get()!;
        }
        catch (InvalidOperationException error)
        {
            throw new ValueFormatException($"a string is not text: {error.Message}");
        }
    }

    private static byte[] ReadKey(JsonProperty property) => Encoding.UTF8.GetBytes(Text(() => property.Name));

    private static BytesValue ReadMarkedBytes(JsonElement content) =>
        content.ValueKind == JsonValueKind.String && content.TryGetBytesFromBase64(out byte[]? bytes)
            ? new BytesValue(bytes)
            : throw new ValueFormatException("\"$bytes\" is not base64");

    private static Value ReadMarkedDouble(JsonElement content) =>
        (content.ValueKind == JsonValueKind.String ? Text(content.GetString) : null) switch
        {
            "NaN" => Value.Of(double.NaN),
            "Infinity" => Value.Of(double.PositiveInfinity),
            "-Infinity" => Value.Of(double.NegativeInfinity),
            _ => throw new ValueFormatException("\"$double\" is none of NaN, Infinity, -Infinity"),
        };

    private static MapValue MakeMap(IEnumerable<KeyValuePair<byte[], Value>> entries)
    {
        try
        {
            return MapValue.FromUnsorted(entries);
        }
        catch (ArgumentException error)
        {
            throw new ValueFormatException(error.Message);
        }
    }

    private Value ReadObject(JsonElement element, int depth)
    {
        JsonProperty[] properties = [.. element.EnumerateObject()];
        if (markers == JsonMarkers.Meaningful && properties is [JsonProperty only])
        {
            switch (Text(() => only.Name))
            {
                case ValueJson.BytesMarker:
                    return ReadMarkedBytes(only.Value);
                case ValueJson.DoubleMarker:
                    return ReadMarkedDouble(only.Value);
                case ValueJson.MapMarker:
                    return ReadMarkedMap(only.Value, depth);
            }
        }

        TakeItems(properties.Length);
        return MakeMap(properties.Select(property => new KeyValuePair<byte[], Value>(ReadKey(property), Read(property.Value, depth + 1))));
    }

    private MapValue ReadMarkedMap(JsonElement content, int depth)
    {
        if (content.ValueKind != JsonValueKind.Array
            || content.EnumerateArray().Any(static pair => pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2))
        {
            throw new ValueFormatException("\"$map\" is not a list of pairs");
        }

        TakeItems(content.GetArrayLength());
        return MakeMap(content.EnumerateArray().Select(pair => Read(pair[0], depth + 1) is BytesValue key
            ? new KeyValuePair<byte[], Value>(key.Content.ToArray(), Read(pair[1], depth + 1))
            : throw new ValueFormatException("a key of \"$map\" is not a string")));
    }

    private void TakeItems(int count)
    {
        _itemsLeft -= count;
        if (_itemsLeft < 0)
        {
            throw new ValueFormatException("the value has too many items");
        }
    }
}
