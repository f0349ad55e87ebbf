// Proves that the table of keys is whole: every row can be read, its default lies in its range, and slips find their way back.
using Tactus.Configuration.Keys;
using Tactus.Configuration.Loading;

namespace Tactus.Configuration.Tests.Keys;

public sealed class ConfigurationKeysTests
{
    [Fact]
    public void Paths_differ_and_every_row_speaks_in_sentences()
    {
        ConfigurationKeys.All.Select(row => row.Path).ShouldBeUnique();
        ConfigurationKeys.All.ShouldAllBe(row => row.Summary.EndsWith('.'));
    }

    [Fact]
    public void Every_default_is_a_value_of_its_key() =>
        DefaultLayer.Instance.Settings.Keys.ShouldBe(
            ConfigurationKeys.All.Where(row => row is { Order: not null, Default: not null }).Select(row => row.Path));

    [Fact]
    public void What_can_have_a_ceiling_says_when_it_widens() =>
        ConfigurationKeys.All.Where(row => row.CanBeCeiling).ShouldAllBe(row => row.Order != null && row.Widens.Length > 0);

    [Theory]
    [InlineData("sandbox.env.LANG", "sandbox.env.*")]
    [InlineData("host_tools.tracker.create_issue", "host_tools.*")]
    [InlineData("sandbox.timeout", "sandbox.timeout")]
    [InlineData("sandbox.nothing", null)]
    [InlineData("host_tools.", null)]
    public void A_leaf_finds_its_row(string key, string? row) => ConfigurationKeys.Find(key)?.Path.ShouldBe(row);

    [Fact]
    public void A_key_without_an_order_is_an_error() => Should.Throw<KeyNotFoundException>(() => ConfigurationKeys.OrderOf("models"));

    [Theory]
    [InlineData("sandbx", "sandbox")]
    [InlineData("tiemout", "timeout")]
    [InlineData("mount-current-dir", "mount_current_dir")]
    [InlineData("mountCurrentDir", "mount_current_dir")]
    [InlineData("completely_else", null)]
    [InlineData("x", null)]
    public void A_slip_finds_the_nearest_key(string wrong, string? nearest) =>
        NearestKey.Find(wrong, ["sandbox", "timeout", "mount_current_dir"]).ShouldBe(nearest);
}
