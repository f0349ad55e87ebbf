using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tactus.Broker.HostTools.Templates;
using Tactus.Policy.Grants;
using Tactus.Policy.Templates;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Renders a JSON-shaped template: a leaf that is one placeholder becomes the argument's JSON value, any other leaf a string.</summary>
internal sealed class JsonBody(TemplateNode root, TemplateRenderer renderer)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body's bytes.</summary>
    /// <exception cref="Gate.EffectException">An argument is missing where text is due (TAC3106).</exception>
    public byte[] Render(MapValue arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, root, arguments);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsMissing(TemplateNode node, MapValue arguments) =>
        node is TemplateNode.Text text && TemplateText.Parse(text.Template).WholeArgument is { } name && !arguments.TryGet(name, out _);

    private void Write(Utf8JsonWriter writer, TemplateNode node, MapValue arguments)
    {
        switch (node)
        {
            case TemplateNode.Text text:
                WriteText(writer, TemplateText.Parse(text.Template), arguments);
                break;
            case TemplateNode.Literal literal:
                writer.WriteRawValue(literal.Json);
                break;
            case TemplateNode.List list:
                writer.WriteStartArray();
                foreach (TemplateNode item in list.Items)
                {
                    Write(writer, item, arguments);
                }

                writer.WriteEndArray();
                break;
            case TemplateNode.Map map:
                writer.WriteStartObject();

                // An optional argument that was not given leaves its whole entry out, as a person would who writes the JSON by hand.
                foreach ((string name, TemplateNode value) in map.Entries.Where(entry => !IsMissing(entry.Value, arguments)))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value, arguments);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private void WriteText(Utf8JsonWriter writer, TemplateText template, MapValue arguments)
    {
        if (template.WholeArgument is not { } name)
        {
            writer.WriteStringValue(renderer.Render(template, arguments));
        }
        else if (arguments.TryGet(name, out Value? value))
        {
            ValueJson.Write(writer, value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
