// Proves that values are equal exactly when their encodings are, and that maps find what they hold.
using Tactus.Protocol.Values;

namespace Tactus.Protocol.Tests.Values;

public sealed class ValueEqualityTests
{
    [Fact]
    public void Kinds_and_signs_count()
    {
        Value.Of(1).Equals(Value.Of(1.0)).ShouldBeFalse();
        Value.Of(0.0).Equals(Value.Of(-0.0)).ShouldBeFalse();
        Value.Of(double.NaN).Equals(Value.Of(BitConverter.Int64BitsToDouble(-1))).ShouldBeTrue();
        Value.Of("a").Equals(Value.Of("a"u8.ToArray())).ShouldBeTrue();
        Value.Null.Equals(Value.Of(false)).ShouldBeFalse();
        Value.EmptyList.Equals(Value.EmptyMap).ShouldBeFalse();
        Value.Null.Equals(null).ShouldBeFalse();
    }

    [Fact]
    public void The_order_of_making_does_not_count()
    {
        MapValue one = Value.MapOf(("b", Value.Of(1)), ("aa", Value.Null), ("", Value.True));
        MapValue two = Value.MapOf(("aa", Value.Null), ("", Value.True), ("b", Value.Of(1)));

        one.Equals(two).ShouldBeTrue();
        one.Entries.Select(static entry => System.Text.Encoding.UTF8.GetString(entry.Key)).ShouldBe(["", "b", "aa"]);
    }

    [Fact]
    public void A_map_finds_every_key_and_no_other()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new RandomValues(seed);
            byte[][] keys = [.. Enumerable.Range(0, seed % 20).Select(_ => random.NextBytes()).DistinctBy(Convert.ToHexString)];
            MapValue map = MapValue.FromUnsorted(keys.Select((key, index) => new KeyValuePair<byte[], Value>(key, Value.Of(index))));

            for (int i = 0; i < keys.Length; i++)
            {
                map.TryGet(keys[i], out Value? found).ShouldBeTrue($"seed {seed}");
                found.ShouldBeOfType<IntegerValue>().Content.ShouldBe(i);
            }

            map.TryGet("no such key at all", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_key_that_stands_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => Value.MapOf(("a", Value.Null), ("b", Value.Null), ("a", Value.True))).Message.ShouldContain("'a'");
}
