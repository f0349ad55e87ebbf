using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>The layer of the command line.</summary>
internal static class FlagLayer
{
    /// <summary>Reads the flags.</summary>
    /// <exception cref="TactusException">TAC4012 to TAC4015: a flag's key or value is wrong; the error's file is the flag.</exception>
    public static SettingLayer Read(IReadOnlyList<FlagSetting> flags, string workingDirectory)
    {
        var settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var flag in flags)
        {
            var problems = new ProblemList(flag.Flag);
            var context = new ReadContext(ConfigurationLayer.Flag, null, workingDirectory, problems);
            if (ConfigurationKeys.Find(flag.Key) is not { Order: not null })
            {
                throw new TactusException(ProblemCodes.UnknownKey, $"{flag.Key} is not a key.", "See: tactus config schema", flag.Flag);
            }

            // A flag's value is what the shell left of it, so there are no quotes to tell text from numbers.
            YamlNode node = flag.Value.StartsWith('[')
                ? StrictYamlReader.Read(flag.Flag, flag.Value)!
                : new YamlScalar(default, flag.Value, IsPlain: PlainScalar.KindOf(flag.Value) != YamlScalarKind.Text && !flag.Key.StartsWith("sandbox.env.", StringComparison.Ordinal));
            var setting = SettingsReader.ReadLeaf(context, flag.Key, node);
            if (problems.Problems is [var problem, ..])
            {
                throw problem;
            }

            settings[flag.Key] = setting!;
        }

        return new SettingLayer(ConfigurationLayer.Flag, IsTrusted: true, settings, new Dictionary<string, Setting>(StringComparer.Ordinal));
    }
}
