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
    private const string DryRunKey = "dry_run";
    private const string FlagLayer = "flag";

    /// <summary>The grant as one JSON object, with the directory that is the workspace, and whether no host effect is performed.</summary>
    public static string Write(ResolvedConfiguration configuration, string workspacePath, bool dryRun)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(WorkspaceKey);
            writer.WriteString("value", workspacePath);
            writer.WriteString("from", "the current directory");
            writer.WriteEndObject();
            if (dryRun)
            {
                writer.WriteStartObject(DryRunKey);
                writer.WriteString("value", "true");
                writer.WriteString("from", FlagLayer);
                writer.WriteEndObject();
            }

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

    /// <summary>True for a run that performs no host effect, now or after a resume.</summary>
    public static bool ReadDryRun(string grantJson)
    {
        using JsonDocument grant = JsonDocument.Parse(grantJson);
        return grant.RootElement.TryGetProperty(DryRunKey, out _);
    }

    /// <summary>Every leaf's value as YAML, by its key.</summary>
    public static Dictionary<string, string> ReadValues(string grantJson)
    {
        using JsonDocument grant = JsonDocument.Parse(grantJson);
        return grant.RootElement.EnumerateObject()
            .Where(member => member.Name is not (WorkspaceKey or DryRunKey))
            .ToDictionary(member => member.Name, member => member.Value.GetProperty("value").GetString() ?? "", StringComparer.Ordinal);
    }

    /// <summary>What the command line set then and still counts: it was a person's word. Taking the sandbox away has to be said every time.</summary>
    public static IReadOnlyList<FlagSetting> ReadFlags(string grantJson)
    {
        using JsonDocument grant = JsonDocument.Parse(grantJson);
        return
        [
            .. grant.RootElement.EnumerateObject()
                .Where(member => member.Name is "sandbox.timeout" or "sandbox.driver"
                    && member.Value.GetProperty("from").GetString() == FlagLayer)
                .Select(member => new FlagSetting($"the recorded {member.Name}", member.Name, member.Value.GetProperty("value").GetString()!)),
        ];
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
