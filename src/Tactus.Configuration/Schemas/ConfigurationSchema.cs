using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Reading;

namespace Tactus.Configuration.Schemas;

/// <summary>Writes the table of keys as a JSON schema, for editors.</summary>
/// <remarks>The schema knows types, words and unknown keys; ranges of durations and sizes and everything across keys stay with validation.</remarks>
public static class ConfigurationSchema
{
    private const string ArgumentReference = "#/$defs/argument";

    /// <summary>The schema, draft 2020-12, indented.</summary>
    public static string ToJsonSchema()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", "Tactus configuration");
            writer.WriteString("type", "object");
            writer.WriteBoolean("additionalProperties", false);
            writer.WriteStartObject("properties");
            WriteChildren(writer, KeyNode.Root, onlyCeilings: false);
            writer.WriteStartObject(SettingsReader.CeilingKey);
            writer.WriteString("description", "What nothing exceeds. Only in the system and user configuration.");
            WriteSectionBody(writer, KeyNode.Root, onlyCeilings: true);
            writer.WriteEndObject();
            writer.WriteEndObject();
            WriteDefinitions(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void WriteDefinitions(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("$defs");
        writer.WriteStartObject("argument");
        writer.WriteStartArray("oneOf");
        writer.WriteStartObject();
        WriteWords(writer, KeyNode.Argument.Find("type")!.Row!.Choices);
        writer.WriteEndObject();
        writer.WriteStartObject();
        WriteSectionBody(writer, KeyNode.Argument, onlyCeilings: false);
        writer.WriteStartArray("required");
        writer.WriteStringValue("type");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter writer, KeyNode node, bool onlyCeilings)
    {
        foreach (var (name, child) in node.Children)
        {
            if (!onlyCeilings || HoldsCeilings(child))
            {
                writer.WriteStartObject(name);
                WriteNode(writer, child, onlyCeilings);
                writer.WriteEndObject();
            }
        }
    }

    private static bool HoldsCeilings(KeyNode node) => node.Row is { CanBeCeiling: true } || node.Children.Values.Any(HoldsCeilings);

    private static void WriteSectionBody(Utf8JsonWriter writer, KeyNode node, bool onlyCeilings)
    {
        writer.WriteString("type", "object");
        if (node.HasNames)
        {
            writer.WriteStartObject("additionalProperties");
            WriteNode(writer, node.Children["*"], onlyCeilings);
            writer.WriteEndObject();
            return;
        }

        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        WriteChildren(writer, node, onlyCeilings);
        writer.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter writer, KeyNode node, bool onlyCeilings)
    {
        if (node.Row is { } row)
        {
            writer.WriteString("description", row.Summary);
        }

        switch (node.Kind)
        {
            case ValueKind.Section or ValueKind.HostTool or ValueKind.McpServer or ValueKind.ModelProvider or ValueKind.ModelPrice:
                WriteSectionBody(writer, node, onlyCeilings);
                break;
            case ValueKind.Argument:
                writer.WriteString("$ref", ArgumentReference);
                break;
            case ValueKind.Arguments:
                writer.WriteString("type", "object");
                writer.WriteStartObject("additionalProperties");
                writer.WriteString("$ref", ArgumentReference);
                writer.WriteEndObject();
                break;
            case ValueKind.Choice:
                WriteWords(writer, node.Row!.Choices);
                break;
            case ValueKind.Boolean when node.Row!.IsFalseOnlyForFlags:
                writer.WriteBoolean("const", true);
                break;
            default:
                WriteType(writer, node.Kind);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter writer, ValueKind kind)
    {
        switch (kind)
        {
            case ValueKind.Boolean:
                writer.WriteString("type", "boolean");
                break;
            case ValueKind.Integer:
                writer.WriteString("type", "integer");
                break;
            case ValueKind.Number:
                writer.WriteString("type", "number");
                break;
            case ValueKind.Duration:
                WriteIntegerOrText(writer, "^[0-9]+(ms|s|m|h|d)?$");
                break;
            case ValueKind.Size:
                WriteIntegerOrText(writer, "^[0-9]+[kmgt]?$");
                break;
            case ValueKind.Text or ValueKind.Template or ValueKind.ModelId:
                writer.WriteString("type", "string");
                break;
            case ValueKind.TemplateList or ValueKind.ToolPatterns or ValueKind.ModelPatterns or ValueKind.Volumes or ValueKind.Hosts:
                writer.WriteString("type", "array");
                writer.WriteStartObject("items");
                writer.WriteString("type", "string");
                writer.WriteEndObject();
                break;
            case ValueKind.Command:
                writer.WriteStartArray("type");
                writer.WriteStringValue("string");
                writer.WriteStringValue("array");
                writer.WriteEndArray();
                writer.WriteStartObject("items");
                writer.WriteString("type", "string");
                writer.WriteEndObject();
                break;
            case ValueKind.ValueList:
                writer.WriteString("type", "array");
                writer.WriteNumber("minItems", 1);
                break;
            default:
                // Value and TemplateTree: anything.
                break;
        }
    }

    private static void WriteIntegerOrText(Utf8JsonWriter writer, string pattern)
    {
        writer.WriteStartArray("type");
        writer.WriteStringValue("integer");
        writer.WriteStringValue("string");
        writer.WriteEndArray();
        writer.WriteString("pattern", pattern);
        writer.WriteNumber("minimum", 0);
    }

    private static void WriteWords(Utf8JsonWriter writer, IEnumerable<KeyChoice> choices)
    {
        writer.WriteStartArray("enum");
        foreach (var choice in choices.Where(choice => choice.IsForFiles))
        {
            writer.WriteStringValue(choice.Word);
        }

        writer.WriteEndArray();
    }
}
