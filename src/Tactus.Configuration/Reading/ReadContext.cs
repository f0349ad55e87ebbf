using Tactus.Configuration.Problems;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Reading;

/// <summary>What the readers of one source share.</summary>
/// <param name="Layer">The layer that is read.</param>
/// <param name="File">The file as a person knows it, or null for the command line.</param>
/// <param name="BaseDirectory">Absolute directory that relative paths in the source start from.</param>
/// <param name="Problems">Where problems go.</param>
internal sealed record ReadContext(ConfigurationLayer Layer, string? File, string BaseDirectory, ProblemList Problems)
{
    /// <summary>The provenance of something at a place.</summary>
    public Provenance At(YamlMark mark) => new(Layer, File, mark.Line);
}
