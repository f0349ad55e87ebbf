using Tactus.Configuration.HostTools;
using Tactus.Configuration.Keys;
using Tactus.Configuration.McpServers;
using Tactus.Configuration.Models;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Environment;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;

namespace Tactus.Configuration.Reading;

/// <summary>Walks a file along the tree of keys and makes a layer of it.</summary>
internal sealed class SettingsReader
{
    /// <summary>The section that caps what all layers give.</summary>
    public const string CeilingKey = "ceiling";

    private readonly ReadContext context;
    private readonly Dictionary<string, Setting> settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Setting> ceilings = new(StringComparer.Ordinal);

    private SettingsReader(ReadContext context) => this.context = context;

    /// <summary>Reads a file's root.</summary>
    /// <param name="context">Where it comes from; problems go into its list.</param>
    /// <param name="root">The root, or null for an empty file.</param>
    /// <param name="isTrusted">Whether the layer may widen.</param>
    public static SettingLayer Read(ReadContext context, YamlNode? root, bool isTrusted)
    {
        var reader = new SettingsReader(context);
        if (root is YamlMapping mapping)
        {
            reader.ReadRoot(mapping);
        }
        else if (root is not (null or YamlScalar { Kind: YamlScalarKind.Null }))
        {
            ScalarReader.WrongType(context, "The file", root, "a map of keys", null);
        }

        return new SettingLayer(context.Layer, isTrusted, reader.settings, reader.ceilings);
    }

    /// <summary>Reads a single leaf, as a flag gives it.</summary>
    public static Setting? ReadLeaf(ReadContext context, string key, YamlNode node)
    {
        var reader = new SettingsReader(context);
        reader.ReadLeaf(ConfigurationKeys.Find(key)!, key, node, node.Mark, reader.settings);
        return reader.settings.GetValueOrDefault(key);
    }

    private void ReadRoot(YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key == CeilingKey)
            {
                ReadCeiling(entry);
                continue;
            }

            ReadEntry(KeyNode.Root, "", entry, settings);
        }
    }

    private void ReadCeiling(YamlEntry entry)
    {
        if (context.Layer is not (ConfigurationLayer.System or ConfigurationLayer.User))
        {
            context.Problems.Add(
                ProblemCodes.WrongLayer, "Only the system and the user configuration may set a ceiling.", entry.Mark, "Move the block to ~/.config/tactus/config.yml.");
            return;
        }

        if (entry.Value is not YamlMapping mapping)
        {
            ScalarReader.WrongType(context, CeilingKey, entry.Value, "a map of keys", null);
            return;
        }

        foreach (var inner in mapping.Entries)
        {
            ReadEntry(KeyNode.Root, "", inner, ceilings);
        }
    }

    private void ReadEntry(KeyNode parent, string path, YamlEntry entry, Dictionary<string, Setting> target)
    {
        var key = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
        if (parent.Find(entry.Key) is not { } node)
        {
            UnknownKeyProblem.Report(context, parent, path, entry);
            return;
        }

        if (node.Row is { Kind: not ValueKind.Section } row)
        {
            ReadLeaf(row, key, entry.Value, entry.Mark, target);
            return;
        }

        if (entry.Value is not YamlMapping section)
        {
            ScalarReader.WrongType(context, key, entry.Value, "a map of keys", null);
            return;
        }

        foreach (var inner in section.Entries)
        {
            ReadEntry(node, key, inner, target);
        }
    }

    private void ReadLeaf(ConfigurationKey row, string key, YamlNode node, YamlMark mark, Dictionary<string, Setting> target)
    {
        if (ReferenceEquals(target, ceilings) && !row.CanBeCeiling)
        {
            context.Problems.Add(ProblemCodes.WrongLayer, $"{key} cannot have a ceiling.", mark, "Remove the line.");
            return;
        }

        var value = row.Kind switch
        {
            ValueKind.Boolean => ScalarReader.ReadBoolean(context, row, key, node),
            ValueKind.Integer => ScalarReader.ReadInteger(context, row, key, node),
            ValueKind.Number => ScalarReader.ReadNumber(context, row, key, node),
            ValueKind.Duration => ScalarReader.ReadDuration(context, row, key, node),
            ValueKind.Size => ScalarReader.ReadSize(context, row, key, node),
            ValueKind.Choice => ScalarReader.ReadChoice(context, row, key, node),
            ValueKind.ToolPatterns => ListReader.ReadToolPatterns(context, key, node),
            ValueKind.Volumes => ListReader.ReadVolumes(context, key, node),
            ValueKind.Hosts => ListReader.ReadHosts(context, key, node),
            ValueKind.McpServer => McpServerReader.Read(context, key, node, mark),
            ValueKind.HostTool => HostToolReader.Read(context, key, node, mark),
            ValueKind.ModelId => ModelIdReader.Read(context, key, node),
            ValueKind.ModelPatterns => ModelIdReader.ReadPatterns(context, key, node),
            ValueKind.ModelProvider => ModelProviderReader.Read(context, key, node, mark),
            ValueKind.ModelPrice => ModelPriceReader.Read(context, key, node, mark),
            _ => ReadVariable(key, node, mark),
        };
        if (value is not null)
        {
            target[key] = new Setting(key, value, context.At(mark));
        }
    }

    private string? ReadVariable(string key, YamlNode node, YamlMark mark)
    {
        var name = key["sandbox.env.".Length..];
        if (VariableName.FindProblem(name) is { } problem)
        {
            context.Problems.Add(ProblemCodes.WrongValue, $"sandbox.env: \"{name}\" {problem}.", mark, "Choose another name.");
            return null;
        }

        if (VariableName.FindReserved(name) is { } reserved)
        {
            context.Problems.Add(ProblemCodes.ReservedVariable, $"sandbox.env may not set {name}: {reserved.Reason}.", mark, "Choose another name.");
            return null;
        }

        var text = ScalarReader.ReadText(context, key, node);
        if (text?.Contains("${", StringComparison.Ordinal) is true)
        {
            context.Problems.Add(
                ProblemCodes.WrongPlaceholder,
                $"{key} holds a placeholder, and what a procedure can read may hold none.",
                node.Mark,
                "Give secrets to a host tool instead.");
            return null;
        }

        return text;
    }
}
