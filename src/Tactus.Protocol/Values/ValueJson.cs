using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tactus.Protocol.Values;

/// <summary>JSON as a view of values. Bytes that are not UTF-8 show as <c>{"$bytes": "base64"}</c>.</summary>
/// <remarks>NaN and the infinities, which JSON lacks, show as <c>{"$double": "NaN"}</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>.</remarks>
public static class ValueJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The value as JSON text.</summary>
    public static string ToJson(Value value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the value.</summary>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case BoolValue scalar:
                writer.WriteBooleanValue(scalar.Content);
                break;
            case IntegerValue scalar:
                writer.WriteNumberValue(scalar.Content);
                break;
            case DoubleValue scalar:
                WriteDouble(writer, scalar.Content);
                break;
            case BytesValue bytes when bytes.TryGetText(out string text):
                writer.WriteStringValue(text);
                break;
            case BytesValue bytes:
                writer.WriteStartObject();
                writer.WriteBase64String("$bytes", bytes.Content.Span);
                writer.WriteEndObject();
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (Value item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case MapValue map:
                writer.WriteStartObject();
                foreach (KeyValuePair<byte[], Value> entry in map.Entries)
                {
                    writer.WritePropertyName(Encoding.UTF8.GetString(entry.Key));
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>Reads JSON text. Numbers without fraction and exponent that fit 64 bits become integers.</summary>
    /// <exception cref="ValueFormatException">The text is not JSON, is nested deeper than 64 levels, or names a key twice.</exception>
    public static Value Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads JSON text in UTF-8.</summary>
    /// <exception cref="ValueFormatException">The text is not JSON, is nested deeper than 64 levels, or names a key twice.</exception>
    public static Value Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = ValueLimits.Default.MaxDepth });
            return FromElement(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new ValueFormatException(error.Message);
        }
    }

    /// <summary>Converts a parsed JSON element.</summary>
    /// <exception cref="ValueFormatException">A key stands twice, or a <c>$bytes</c> is not base64.</exception>
    public static Value FromElement(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True:
            case JsonValueKind.False:
                return Value.Of(element.GetBoolean());
            case JsonValueKind.Number:
                return FromNumber(element);
            case JsonValueKind.String:
                return Value.Of(element.GetString()!);
            case JsonValueKind.Array:
                return Value.ListOf([.. element.EnumerateArray().Select(FromElement)]);
            case JsonValueKind.Object:
                return FromObject(element);
            default:
                return Value.Null;
        }
    }

    private static Value FromNumber(JsonElement element)
    {
        string raw = element.GetRawText();
        return raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && element.TryGetInt64(out long integer)
            ? Value.Of(integer)
            : Value.Of(double.Parse(raw, CultureInfo.InvariantCulture));
    }

    private static Value FromObject(JsonElement element)
    {
        JsonProperty[] properties = [.. element.EnumerateObject()];
        if (properties is [{ Name: "$bytes", Value.ValueKind: JsonValueKind.String }])
        {
            return properties[0].Value.TryGetBytesFromBase64(out byte[]? bytes)
                ? Value.Of(bytes)
                : throw new ValueFormatException("\"$bytes\" is not base64");
        }

        if (properties is [{ Name: "$double", Value.ValueKind: JsonValueKind.String }])
        {
            return properties[0].Value.GetString() switch
            {
                "NaN" => Value.Of(double.NaN),
                "Infinity" => Value.Of(double.PositiveInfinity),
                "-Infinity" => Value.Of(double.NegativeInfinity),
                _ => throw new ValueFormatException("\"$double\" is none of NaN, Infinity, -Infinity"),
            };
        }

        try
        {
            return MapValue.FromUnsorted(properties.Select(
                property => new KeyValuePair<byte[], Value>(Encoding.UTF8.GetBytes(property.Name), FromElement(property.Value))));
        }
        catch (ArgumentException error)
        {
            throw new ValueFormatException(error.Message);
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("$double", double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        writer.WriteEndObject();
    }
}
