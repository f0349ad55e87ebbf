using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Tactus.Protocol.Values;

/// <summary>JSON as a view of values: every value has one, and it reads back as that value, save that 3.0 shows as 3, an integer.</summary>
/// <remarks>
/// What JSON lacks shows as an object with one marker: bytes that are not UTF-8 as <c>{"$bytes": "base64"}</c>; NaN and the infinities as
/// <c>{"$double": "NaN"}</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>; a map with a key that is not UTF-8, or that would look like a
/// marker itself, as <c>{"$map": [[key, value], …]}</c>.
/// </remarks>
public static class ValueJson
{
    internal const string BytesMarker = "$bytes";
    internal const string DoubleMarker = "$double";
    internal const string MapMarker = "$map";

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
            case BytesValue bytes:
                WriteBytes(writer, bytes.Content.Span);
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (Value item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case MapValue map when NeedsMarker(map):
                WriteMarkedMap(writer, map);
                break;
            case MapValue map:
                writer.WriteStartObject();
                foreach (KeyValuePair<byte[], Value> entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>Reads JSON text. Numbers without fraction and exponent that fit 64 bits become integers, others doubles.</summary>
    /// <exception cref="ValueFormatException">The text is not JSON, breaks a limit of values, or names a key twice.</exception>
    public static Value Parse(string json, JsonMarkers markers = JsonMarkers.Meaningful) => Parse(Encoding.UTF8.GetBytes(json), markers);

    /// <summary>Reads JSON text in UTF-8.</summary>
    /// <inheritdoc cref="Parse(string, JsonMarkers)"/>
    public static Value Parse(ReadOnlyMemory<byte> utf8, JsonMarkers markers = JsonMarkers.Meaningful)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = ValueJsonReader.MaxJsonDepth });
            return FromElement(document.RootElement, markers);
        }
        catch (JsonException error)
        {
            throw new ValueFormatException(error.Message);
        }
    }

    /// <summary>Converts a parsed JSON element.</summary>
    /// <exception cref="ValueFormatException">It breaks a limit of values, names a key twice, or misuses a marker.</exception>
    public static Value FromElement(JsonElement element, JsonMarkers markers = JsonMarkers.Meaningful) =>
        new ValueJsonReader(markers, ValueLimits.Default).Read(element, 1);

    private static bool NeedsMarker(MapValue map) =>
        map.Entries.Any(static entry => !Utf8.IsValid(entry.Key))
        || (map.Count == 1 && Encoding.UTF8.GetString(map.Entries[0].Key) is BytesMarker or DoubleMarker or MapMarker);

    private static void WriteMarkedMap(Utf8JsonWriter writer, MapValue map)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(MapMarker);
        foreach (KeyValuePair<byte[], Value> entry in map.Entries)
        {
            writer.WriteStartArray();
            WriteBytes(writer, entry.Key);
            Write(writer, entry.Value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteBytes(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            writer.WriteStringValue(bytes);
            return;
        }

        writer.WriteStartObject();
        writer.WriteBase64String(BytesMarker, bytes);
        writer.WriteEndObject();
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(DoubleMarker, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        writer.WriteEndObject();
    }
}
