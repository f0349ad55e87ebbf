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
    private const string WorkspaceKey = "workspace";

    /// <summary>The grant as one JSON object, with the directory that is the workspace.</summary>
    public static string Write(ResolvedConfiguration configuration, string workspacePath)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(WorkspaceKey);
            writer.WriteString("value", workspacePath);
            writer.WriteString("from", "the current directory");
            writer.WriteEndObject();
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

    /// <summary>The directory that was the workspace, or null in a record without one.</summary>
    public static string? ReadWorkspace(string grantJson)
    {
        using JsonDocument grant = JsonDocument.Parse(grantJson);
        return grant.RootElement.TryGetProperty(WorkspaceKey, out JsonElement workspace) ? workspace.GetProperty("value").GetString() : null;
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
