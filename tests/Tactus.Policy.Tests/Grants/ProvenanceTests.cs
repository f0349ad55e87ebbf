// Proves that a place reads well for a person, whatever the layer.
using Tactus.Policy.Grants;

namespace Tactus.Policy.Tests.Grants;

public sealed class ProvenanceTests
{
    [Theory]
    [InlineData(ConfigurationLayer.Default, null, "default")]
    [InlineData(ConfigurationLayer.Flag, null, "command line")]
    [InlineData(ConfigurationLayer.Recorded, null, "recorded grant")]
    [InlineData(ConfigurationLayer.Procedure, null, "procedure")]
    [InlineData(ConfigurationLayer.System, "/etc/tactus/config.yml", "system /etc/tactus/config.yml:7")]
    [InlineData(ConfigurationLayer.User, "u.yml", "user u.yml:7")]
    [InlineData(ConfigurationLayer.Project, "p.yml", "project p.yml:7")]
    [InlineData(ConfigurationLayer.Sidecar, "s.yml", "sidecar s.yml:7")]
    public void A_place_names_layer_file_and_line(ConfigurationLayer layer, string? file, string text) =>
        new Provenance(layer, file, 7).ToString().ShouldBe(text);

    [Fact]
    public void A_cut_names_its_ceiling() =>
        (Provenance.Default with { CutBy = new Provenance(ConfigurationLayer.System, "c.yml", 2) }).ToString()
            .ShouldBe("default, cut by the ceiling of system c.yml:2");
}
