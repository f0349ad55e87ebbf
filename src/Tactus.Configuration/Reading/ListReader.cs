using Tactus.Configuration.Problems;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Network;
using Tactus.Policy.Tools;

namespace Tactus.Configuration.Reading;

/// <summary>Reads lists of texts. Every method returns null after it reported a problem.</summary>
internal static class ListReader
{
    public static IReadOnlyList<string>? ReadToolPatterns(ReadContext context, string key, YamlNode node) =>
        ReadItems(context, key, node, (text, mark) =>
        {
            if (ToolPattern.FindProblem(text) is { } problem)
            {
                context.Problems.Add(ProblemCodes.WrongToolPattern, $"{key}: \"{text}\" {problem}.", mark, "Write a tool's name, or a pattern such as \"github.*\".");
                return null;
            }

            return text;
        });

    public static IReadOnlyList<string>? ReadHosts(ReadContext context, string key, YamlNode node) =>
        ReadItems(context, key, node, (text, mark) =>
        {
            if (!HostRule.TryParse(text, out _, out var problem))
            {
                context.Problems.Add(ProblemCodes.WrongValue, $"{key}: \"{text}\" {problem}.", mark, "Write host, host:port or *.domain.");
                return null;
            }

            return text;
        });

    public static IReadOnlyList<VolumeGrant>? ReadVolumes(ReadContext context, string key, YamlNode node)
    {
        var volumes = ReadItems(context, key, node, (text, mark) => VolumeReader.Read(context, key, text, mark));
        if (volumes is null)
        {
            return null;
        }

        var twin = volumes.GroupBy(volume => volume.Target).FirstOrDefault(group => group.Count() > 1);
        if (twin is not null)
        {
            context.Problems.Add(ProblemCodes.WrongVolume, $"{key} names the target {twin.Key} twice.", node.Mark, "Give each volume a target of its own.");
            return null;
        }

        return volumes;
    }

    /// <summary>Reads a list of texts.</summary>
    /// <returns>What <paramref name="read"/> made of the items, or null when there was any problem.</returns>
    public static IReadOnlyList<T>? ReadItems<T>(ReadContext context, string key, YamlNode node, Func<string, YamlMark, T?> read)
        where T : class
    {
        if (node is not YamlSequence sequence)
        {
            ScalarReader.WrongType(context, key, node, "a list", node is YamlScalar ? "Put it in brackets: [ … ]." : null);
            return null;
        }

        var items = new List<T>();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = sequence.Items[i];
            if (ScalarReader.ReadText(context, $"{key}[{i}]", item) is { } text && read(text, item.Mark) is { } value)
            {
                items.Add(value);
            }
        }

        return items.Count == sequence.Items.Count ? items : null;
    }
}
