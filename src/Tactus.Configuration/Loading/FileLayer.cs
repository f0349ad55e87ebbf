using Tactus.Configuration.Files;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>Makes a layer of a reading.</summary>
internal static class FileLayer
{
    /// <summary>Reads a layer; what is wrong with keys and values goes into the list.</summary>
    /// <exception cref="TactusException">TAC4002 to TAC4011: the file is not the YAML that is meant here.</exception>
    public static SettingLayer Read(ConfigurationFile file, List<TactusException> problems)
    {
        var root = StrictYamlReader.Read(file.DisplayPath, SourceText.Decode(file.DisplayPath, file.Bytes.Span));
        var found = new ProblemList(file.DisplayPath);
        var context = new ReadContext(file.Layer, file.DisplayPath, file.BaseDirectory, found);
        var layer = SettingsReader.Read(context, root, isTrusted: file.Layer is ConfigurationLayer.System or ConfigurationLayer.User);
        problems.AddRange(found.Problems);
        return layer;
    }
}
