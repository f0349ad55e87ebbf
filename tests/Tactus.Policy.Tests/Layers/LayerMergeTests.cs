// Proves that untrusted layers only narrow and ceilings always hold: in chosen cases, and for random stacks of layers.
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Policy.Orders;

namespace Tactus.Policy.Tests.Layers;

public sealed class LayerMergeTests
{
    private static readonly string[] Keys = ["a", "b", "c"];

    [Fact]
    public void A_stronger_layer_replaces_a_weaker_leaf()
    {
        var merged = Merge(Layer(ConfigurationLayer.Default, true, ("a", 5), ("b", 5)), Layer(ConfigurationLayer.User, true, ("a", 9)));

        Values(merged).ShouldBe(new Dictionary<string, int> { ["a"] = 9, ["b"] = 5 }, ignoreOrder: true);
        merged.Settings["a"].Provenance.Layer.ShouldBe(ConfigurationLayer.User);
        merged.Refused.ShouldBeEmpty();
        merged.Cuts.ShouldBeEmpty();
    }

    [Fact]
    public void An_untrusted_layer_narrows_and_is_refused_where_it_widens()
    {
        var merged = Merge(Layer(ConfigurationLayer.Default, true, ("a", 5), ("b", 5)), Layer(ConfigurationLayer.Sidecar, false, ("a", 4), ("b", 6), ("c", 1)));

        Values(merged).ShouldBe(new Dictionary<string, int> { ["a"] = 4, ["b"] = 5 }, ignoreOrder: true);
        merged.Refused.Select(refused => (refused.Wanted.Key, (int?)refused.Current?.Value)).ShouldBe([("b", 5), ("c", null)]);
    }

    [Fact]
    public void Widening_is_judged_against_what_the_weaker_layers_left()
    {
        var merged = Merge(
            Layer(ConfigurationLayer.Default, true, ("a", 9)),
            Layer(ConfigurationLayer.Project, false, ("a", 3)),
            Layer(ConfigurationLayer.Sidecar, false, ("a", 5)));

        merged.Settings["a"].Value.ShouldBe(3);
        merged.Refused.ShouldHaveSingleItem().Wanted.Value.ShouldBe(5);
    }

    [Fact]
    public void A_ceiling_cuts_every_layer_defaults_and_flags_included()
    {
        var system = WithCeiling(Layer(ConfigurationLayer.System, true), ("a", 4), ("b", 4));
        var merged = Merge(Layer(ConfigurationLayer.Default, true, ("a", 5), ("b", 3)), system, Layer(ConfigurationLayer.Flag, true, ("b", 9)));

        Values(merged).ShouldBe(new Dictionary<string, int> { ["a"] = 4, ["b"] = 4 }, ignoreOrder: true);
        merged.Settings["a"].Provenance.CutBy!.Layer.ShouldBe(ConfigurationLayer.System);
        merged.Cuts.Select(cut => (cut.Wanted.Key, (int)cut.Wanted.Value, (int)cut.Got)).ShouldBe([("a", 5, 4), ("b", 9, 4)]);
    }

    [Fact]
    public void A_cut_that_a_stronger_layer_makes_moot_is_not_told()
    {
        var system = WithCeiling(Layer(ConfigurationLayer.System, true), ("a", 4));
        var merged = Merge(Layer(ConfigurationLayer.Default, true, ("a", 5)), system, Layer(ConfigurationLayer.Sidecar, false, ("a", 2)));

        merged.Settings["a"].Value.ShouldBe(2);
        merged.Cuts.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_ceiling_cuts_down_to_the_current_value_needs_no_trust()
    {
        var system = WithCeiling(Layer(ConfigurationLayer.System, true), ("a", 4));
        var merged = Merge(Layer(ConfigurationLayer.Default, true, ("a", 5)), system, Layer(ConfigurationLayer.Sidecar, false, ("a", 100)));

        merged.Settings["a"].Value.ShouldBe(4);
        merged.Refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4, 2, 2, ConfigurationLayer.User)]
    [InlineData(4, 8, 4, ConfigurationLayer.System)]
    public void A_users_ceiling_lowers_the_systems_and_never_lifts_it(int system, int user, int value, ConfigurationLayer by)
    {
        var merged = Merge(
            Layer(ConfigurationLayer.Default, true, ("a", 100)),
            WithCeiling(Layer(ConfigurationLayer.System, true), ("a", system)),
            WithCeiling(Layer(ConfigurationLayer.User, true), ("a", user)));

        merged.Settings["a"].Value.ShouldBe(value);
        merged.Settings["a"].Provenance.CutBy!.Layer.ShouldBe(by);
    }

    [Fact]
    public void No_random_stack_of_untrusted_layers_widens_anything()
    {
        var seed = System.Environment.TickCount;
        var random = new Random(seed);
        var refusals = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var trusted = new[] { RandomLayer(random, ConfigurationLayer.Default, true), WithCeiling(RandomLayer(random, ConfigurationLayer.System, true), ("b", random.Next(10))) };
            var untrusted = new[] { RandomLayer(random, ConfigurationLayer.Project, false), RandomLayer(random, ConfigurationLayer.Sidecar, false), RandomLayer(random, ConfigurationLayer.Procedure, false) };
            var before = Values(Merge(trusted));
            var merged = Merge([.. trusted, .. untrusted]);
            refusals += merged.Refused.Count;
            foreach (var (key, value) in Values(merged))
            {
                before.ShouldContainKey(key, $"seed {seed}, round {i}");
                value.ShouldBeLessThanOrEqualTo(before[key], $"seed {seed}, round {i}");
            }
        }

        // The control: had the layers been trusted, they would have widened.
        refusals.ShouldBeGreaterThan(1_000);
    }

    private static SettingLayer RandomLayer(Random random, ConfigurationLayer layer, bool isTrusted) =>
        Layer(layer, isTrusted, [.. Keys.Where(_ => random.Next(3) > 0).Select(key => (key, random.Next(10)))]);

    [Fact]
    public void A_ceiling_is_the_limit_where_nothing_set_means_none()
    {
        var system = WithCeiling(Layer(ConfigurationLayer.System, true), ("a", 4));

        var merged = LayerMerge.Merge([system], _ => new LimitOrder());

        merged.Settings["a"].Value.ShouldBe(4);
        merged.Settings["a"].Provenance.CutBy.ShouldNotBeNull().Layer.ShouldBe(ConfigurationLayer.System);
        Merge(system).Settings.ShouldBeEmpty("an amount without a value is none");
    }

    private static MergedSettings Merge(params SettingLayer[] layers) => LayerMerge.Merge(layers, _ => new AmountOrder());

    private static Dictionary<string, int> Values(MergedSettings merged) => merged.Settings.ToDictionary(pair => pair.Key, pair => (int)pair.Value.Value);

    private static SettingLayer Layer(ConfigurationLayer layer, bool isTrusted, params (string Key, int Value)[] settings) =>
        new(layer, isTrusted, Map(layer, settings), new Dictionary<string, Setting>());

    private static SettingLayer WithCeiling(SettingLayer layer, params (string Key, int Value)[] ceilings) => layer with { Ceilings = Map(layer.Layer, ceilings) };

    private static Dictionary<string, Setting> Map(ConfigurationLayer layer, (string Key, int Value)[] settings) =>
        settings.ToDictionary(setting => setting.Key, setting => new Setting(setting.Key, setting.Value, new Provenance(layer, "f.yml", 1)));
}
