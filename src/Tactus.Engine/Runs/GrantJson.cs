using System.Buffers;
using System.Text;
using System.Text.Json;
using Tactus.Configuration.Explaining;
using Tactus.Configuration.Loading;
using Tactus.Policy.Grants;

namespace Tactus.Engine.Runs;

/// <summary>A resolved configuration as the run's record keeps it: every leaf, its value as YAML, and where it came from.</summary>
internal static class GrantJson
{
    public static string Write(ResolvedConfiguration configuration)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (ExplainedSetting setting in ConfigurationExplainer.Explain(configuration))
            {
                writer.WriteStartObject(setting.Key);
                writer.WriteString("value", setting.Value);
                WriteProvenance(writer, setting.Provenance);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteProvenance(Utf8JsonWriter writer, Provenance provenance)
    {
        writer.WriteString("from", provenance.Layer.ToString().ToLowerInvariant());
        if (provenance.File is { } file)
        {
            writer.WriteString("file", file);
            writer.WriteNumber("line", provenance.Line);
        }
    }
}
