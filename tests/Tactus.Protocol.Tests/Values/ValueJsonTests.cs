// Proves that the JSON view loses nothing, and that JSON from outside is read within limits and never as something it does not say.
using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Protocol.Tests.Values;

public sealed class ValueJsonTests
{
    [Fact]
    public void Values_made_by_chance_come_back_from_their_view()
    {
        for (int seed = 0; seed < 5_000; seed++)
        {
            Value value = new RandomValues(seed).Next();

            ValueJson.Parse(ValueJson.ToJson(value, indented: seed % 2 == 0)).Equals(WithIntegers(value)).ShouldBeTrue($"seed {seed}");
        }
    }

    [Theory]
    [InlineData(3.0, "3")]
    [InlineData(-3.0, "-3")]
    [InlineData(3.5, "3.5")]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(1e300, "1E+300")]
    public void Doubles_without_a_fraction_show_none(double value, string json) => ValueJson.ToJson(Value.Of(value)).ShouldBe(json);

    [Fact]
    public void The_deepest_value_has_a_view()
    {
        Value value = Value.Null;
        for (int level = 1; level < 64; level++)
        {
            value = MapValue.FromUnsorted([new KeyValuePair<byte[], Value>([0xff], value)]);
        }

        ValueJson.Parse(ValueJson.ToJson(value)).Equals(value).ShouldBeTrue();
        Should.Throw<ValueFormatException>(() => ValueJson.Parse(ValueJson.ToJson(Value.ListOf(value)))).Message.ShouldContain("64");
    }

    [Theory]
    [InlineData("9223372036854775807", ValueKind.Integer)]
    [InlineData("9223372036854775808", ValueKind.Double)]
    [InlineData("-9223372036854775808", ValueKind.Integer)]
    [InlineData("1e2", ValueKind.Double)]
    [InlineData("-0", ValueKind.Integer)]
    [InlineData("-0.0", ValueKind.Double)]
    public void Numbers_are_integers_where_they_can_be(string json, ValueKind kind) => ValueJson.Parse(json).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("{", "half an object")]
    [InlineData("[1,]", "a comma too many")]
    [InlineData("// x\n1", "a comment")]
    [InlineData("1 2", "two values")]
    [InlineData("NaN", "no number of JSON")]
    [InlineData("1e999", "a number that 64 bits cannot hold")]
    [InlineData("{\"a\":1,\"a\":1}", "a key that stands twice")]
    [InlineData("{\"a\":1,\"\\u0061\":1}", "a key that stands twice, once escaped")]
    [InlineData("\"\\ud800\"", "half a character")]
    [InlineData("{\"\\ud800\":1}", "half a character as a key")]
    [InlineData("{\"$bytes\":\"?\"}", "no base64")]
    [InlineData("{\"$bytes\":1}", "no text")]
    [InlineData("{\"$double\":\"1\"}", "a number that JSON has")]
    [InlineData("{\"$double\":1}", "no text")]
    [InlineData("{\"$map\":1}", "no list")]
    [InlineData("{\"$map\":[[1]]}", "no pair")]
    [InlineData("{\"$map\":[[1,2]]}", "a key that is no string")]
    [InlineData("{\"$map\":[[\"a\",1],[\"a\",2]]}", "a key that stands twice")]
    public void What_is_no_value_is_refused(string json, string what) =>
        Should.Throw<ValueFormatException>(() => ValueJson.Parse(json), what).Message.ShouldNotBeEmpty();

    [Fact]
    public void Text_that_is_not_utf8_is_refused() => Should.Throw<ValueFormatException>(() => ValueJson.Parse((byte[])[0x22, 0xff, 0x22]));

    [Fact]
    public void Nesting_and_items_end_at_their_limits()
    {
        string Nested(int lists) => new StringBuilder().Append('[', lists).Append(']', lists).ToString();

        ValueJson.Parse(Nested(64)).Kind.ShouldBe(ValueKind.List);
        Should.Throw<ValueFormatException>(() => ValueJson.Parse(Nested(65)));
        Should.Throw<ValueFormatException>(() => ValueJson.Parse(Nested(10_000)));
        Should.Throw<ValueFormatException>(() => ValueJson.Parse($"[{string.Join(',', Enumerable.Repeat('1', 1_000_001))}]")).Message.ShouldContain("items");
    }

    [Theory]
    [InlineData("{\"$bytes\":\"AA==\"}")]
    [InlineData("{\"$double\":\"NaN\"}")]
    [InlineData("{\"$map\":[]}")]
    [InlineData("{\"$bytes\":1}")]
    public void Markers_mean_nothing_in_json_from_outside(string json)
    {
        MapValue value = ValueJson.Parse(json, JsonMarkers.Plain).ShouldBeOfType<MapValue>();

        value.Count.ShouldBe(1);
        ValueJson.Parse(ValueJson.ToJson(value)).Equals(value).ShouldBeTrue();
    }

    [Fact]
    public void Mutated_json_is_refused_or_read()
    {
        int refused = 0;
        for (int seed = 0; seed < 5_000; seed++)
        {
            var random = new RandomValues(seed);
            byte[] changed = random.Mutate(Encoding.UTF8.GetBytes(ValueJson.ToJson(random.Next())));
            try
            {
                Value.Decode(ValueJson.Parse(changed).Encode()).ShouldNotBeNull();
            }
            catch (ValueFormatException)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(500, 4_999);
    }

    /// <summary>The value with every double that shows as an integer made one.</summary>
    private static Value WithIntegers(Value value) => value switch
    {
        DoubleValue { Content: var number } when double.IsInteger(number) && !number.ToString("R").Contains('E') => Value.Of((long)number),
        ListValue list => Value.ListOf([.. list.Items.Select(WithIntegers)]),
        MapValue map => MapValue.FromUnsorted(
            map.Entries.Select(static entry => new KeyValuePair<byte[], Value>(entry.Key, WithIntegers(entry.Value)))),
        _ => value,
    };
}
