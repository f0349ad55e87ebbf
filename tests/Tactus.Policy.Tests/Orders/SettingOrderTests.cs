// Proves the law that the trust rests on, for every order: a meet never exceeds either side, and covering is reflexive and transitive.
using Tactus.Policy.Grants;
using Tactus.Policy.Models;
using Tactus.Policy.Orders;
using Tactus.Policy.Tools;

namespace Tactus.Policy.Tests.Orders;

public sealed class SettingOrderTests
{
    public static TheoryData<string> Names => new(Lattices.Keys);

    public static TheoryData<string> NamesWithDefaults => new(Lattices.Keys.Where(name => name != "limit"));

    private static Dictionary<string, (ISettingOrder Order, object[] Values)> Lattices { get; } = new()
    {
        ["amount"] = (new AmountOrder(), [0L, 1L, 2L, long.MaxValue]),
        ["time"] = (new AmountOrder(), [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)]),
        ["keeping"] = (new LeastAmountOrder(), [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)]),
        ["mode"] = (new RankOrder(PermissionMode.Readonly, PermissionMode.Edit, PermissionMode.Full), [PermissionMode.Readonly, PermissionMode.Edit, PermissionMode.Full]),
        ["driver"] = (new DriverOrder(), [.. Enum.GetValues<DriverChoice>().Cast<object>()]),
        ["tools"] = (new PatternOrder<ToolPattern>(), [
            Array.Empty<string>(), new[] { "*" }, new[] { "a.*" }, new[] { "a.b" }, new[] { "a.b", "c" }, new[] { "a.b.*", "c.*" }, new[] { "a.b.c", "c.d", "e" }]),
        ["limit"] = (new LimitOrder(), [0.0, 1.0, 2.5]),
        ["models"] = (new PatternOrder<ModelPattern>(), [
            Array.Empty<string>(), new[] { "*" }, new[] { "a/*" }, new[] { "a/b" }, new[] { "a/b", "c/d" }, new[] { "a/b*", "c/*" }, new[] { "a/bc", "c/d", "e/f" }]),
        ["texts"] = (new TextSetOrder(), [Array.Empty<string>(), new[] { "a" }, new[] { "b" }, new[] { "a", "b" }, new[] { "a", "b", "*" }]),
        ["volumes"] = (new VolumeOrder(), [
            Array.Empty<VolumeGrant>(), Volumes(("/h", "/a", true)), Volumes(("/h", "/a", false)), Volumes(("/h/x", "/a", true)), Volumes(("/h", "/a", true), ("/i", "/b", false))]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Covering_is_reflexive_and_transitive(string name)
    {
        var (order, values) = Lattices[name];
        foreach (var a in values)
        {
            order.Covers(a, a).ShouldBeTrue();
            foreach (var b in values)
            {
                foreach (var c in values)
                {
                    if (order.Covers(a, b) && order.Covers(b, c))
                    {
                        order.Covers(a, c).ShouldBeTrue();
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_meet_never_exceeds_its_ceiling(string name)
    {
        var (order, values) = Lattices[name];
        foreach (var value in values)
        {
            foreach (var ceiling in values)
            {
                order.Covers(ceiling, order.Meet(value, ceiling)).ShouldBeTrue();
                if (order.Covers(ceiling, value))
                {
                    order.Covers(order.Meet(value, ceiling), value).ShouldBeTrue("a value beneath its ceiling is not cut");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(NamesWithDefaults))]
    public void Without_a_value_every_change_widens(string name)
    {
        var (order, values) = Lattices[name];
        values.ShouldAllBe(value => !order.Covers(null, value));
    }

    [Fact]
    public void More_is_wider()
    {
        var order = new AmountOrder();
        order.Covers(2L, 1L).ShouldBeTrue();
        order.Covers(1L, 2L).ShouldBeFalse();
        order.Meet(5L, 3L).ShouldBe(3L);
        order.Meet(2L, 3L).ShouldBe(2L);
    }

    [Fact]
    public void Pattern_lists_meet_in_what_both_stand_for() =>
        new PatternOrder<ToolPattern>().Meet(new[] { "a.*", "b.c", "d" }, new[] { "a.x", "b.*", "a.y" }).ShouldBeAssignableTo<IReadOnlyList<string>>()!.ShouldBe(["a.x", "a.y", "b.c"]);

    [Fact]
    public void No_limit_is_wider_than_any()
    {
        new LimitOrder().Covers(null, 5.0).ShouldBeTrue();
        new AmountOrder().Covers(null, 5.0).ShouldBeFalse("an amount always has a default");
        new PatternOrder<ModelPattern>().Covers(null, Array.Empty<string>()).ShouldBeFalse();
    }

    [Fact]
    public void Model_patterns_are_cut_to_what_both_stand_for() =>
        new PatternOrder<ModelPattern>().Meet(new[] { "a/*", "b/c", "d/d" }, new[] { "a/x", "b/*", "a/y" }).ShouldBeAssignableTo<IReadOnlyList<string>>()!.ShouldBe(["a/x", "a/y", "b/c"]);

    [Fact]
    public void Volumes_become_read_only_beneath_a_read_only_ceiling() =>
        new VolumeOrder().Meet(Volumes(("/h", "/a", false), ("/x", "/y", true)), Volumes(("/h", "/a", true)))
            .ShouldBeAssignableTo<IReadOnlyList<VolumeGrant>>()!.ShouldBe([new VolumeGrant("/h", "/a", true)]);

    [Theory]
    [InlineData(DriverChoice.Auto, DriverChoice.Docker, true)]
    [InlineData(DriverChoice.Auto, DriverChoice.None, false)]
    [InlineData(DriverChoice.Docker, DriverChoice.Bubblewrap, false)]
    [InlineData(DriverChoice.Bubblewrap, DriverChoice.Auto, false)]
    [InlineData(DriverChoice.None, DriverChoice.Docker, true)]
    public void Drivers_narrow_only_from_auto_to_one_of_it(DriverChoice current, DriverChoice wanted, bool covers) =>
        new DriverOrder().Covers(current, wanted).ShouldBe(covers);

    [Fact]
    public void Harmless_values_never_widen_and_declarations_always_do()
    {
        new HarmlessOrder().Covers(null, "x").ShouldBeTrue();
        new HarmlessOrder().Meet("x", "y").ShouldBe("x");
        new DeclarationOrder().Covers("x", "x").ShouldBeFalse();
        new DeclarationOrder().Meet("x", "y").ShouldBe("x");
    }

    [Fact]
    public void A_value_without_a_rank_is_an_error() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RankOrder(1, 2).Covers(1, 3));

    private static VolumeGrant[] Volumes(params (string Host, string Target, bool ReadOnly)[] volumes) =>
        [.. volumes.Select(volume => new VolumeGrant(volume.Host, volume.Target, volume.ReadOnly))];
}
