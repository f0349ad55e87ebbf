// Proves that every value has exactly one encoding, which reads back as that value, and that all other bytes are refused within limits.
using Tactus.Protocol.Values;

namespace Tactus.Protocol.Tests.Values;

public sealed class ValueEncodingTests
{
    [Theory]
    [InlineData("f6", "null")]
    [InlineData("f4", "false")]
    [InlineData("f5", "true")]
    [InlineData("00", "0")]
    [InlineData("17", "23")]
    [InlineData("1818", "24")]
    [InlineData("18ff", "255")]
    [InlineData("190100", "256")]
    [InlineData("1a00010000", "65536")]
    [InlineData("1b0000000100000000", "4294967296")]
    [InlineData("1b7fffffffffffffff", "9223372036854775807")]
    [InlineData("20", "-1")]
    [InlineData("3818", "-25")]
    [InlineData("3b7fffffffffffffff", "-9223372036854775808")]
    [InlineData("fb3ff8000000000000", "1.5")]
    [InlineData("fb7e37e43c8800759c", "1E+300")]
    [InlineData("fb7ff8000000000000", "{\"$double\":\"NaN\"}")]
    [InlineData("fb7ff0000000000000", "{\"$double\":\"Infinity\"}")]
    [InlineData("fbfff0000000000000", "{\"$double\":\"-Infinity\"}")]
    [InlineData("40", "\"\"")]
    [InlineData("43c3a921", "\"é!\"")]
    [InlineData("42fffe", "{\"$bytes\":\"//4=\"}")]
    [InlineData("80", "[]")]
    [InlineData("83014161f6", "[1,\"a\",null]")]
    [InlineData("a0", "{}")]
    [InlineData("a2416201426161f5", "{\"b\":1,\"aa\":true}")]
    [InlineData("a1462462797465734100", "{\"$map\":[[\"$bytes\",\"\\u0000\"]]}")]
    [InlineData("a141ff01", "{\"$map\":[[{\"$bytes\":\"/w==\"},1]]}")]
    public void An_encoding_is_a_value_and_its_view_is_the_same_value(string hex, string json)
    {
        Value value = Value.Decode(Convert.FromHexString(hex));

        ValueJson.ToJson(value).ShouldBe(json);
        Convert.ToHexStringLower(value.Encode()).ShouldBe(hex);
        Convert.ToHexStringLower(ValueJson.Parse(json).Encode()).ShouldBe(hex);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("1817", "an integer that fits its first byte")]
    [InlineData("1900ff", "an integer that fits one byte")]
    [InlineData("1a0000ffff", "an integer that fits two bytes")]
    [InlineData("1b00000000ffffffff", "an integer that fits four bytes")]
    [InlineData("3817", "the same, below zero")]
    [InlineData("1b8000000000000000", "an integer above 64 bits with a sign")]
    [InlineData("3b8000000000000000", "an integer below 64 bits with a sign")]
    [InlineData("18", "an integer that ends early")]
    [InlineData("1c", "a reserved length")]
    [InlineData("1f", "an integer without length")]
    [InlineData("f93c00", "a half float")]
    [InlineData("fa3f800000", "a single float")]
    [InlineData("fb7ff8000000000001", "a NaN with a payload")]
    [InlineData("fbfff8000000000000", "a NaN with a sign")]
    [InlineData("fb7ff0000000000001", "a signalling NaN")]
    [InlineData("fb00000000000000", "a float that ends early")]
    [InlineData("f7", "undefined")]
    [InlineData("f0", "a simple value")]
    [InlineData("f820", "a simple value of two bytes")]
    [InlineData("ff", "a break")]
    [InlineData("6161", "a text string")]
    [InlineData("c001", "a tag")]
    [InlineData("58020000", "a short length in a long form")]
    [InlineData("41", "bytes that end early")]
    [InlineData("5f4100ff", "bytes of indefinite length")]
    [InlineData("5bffffffffffffffff", "bytes of an impossible length")]
    [InlineData("9f01ff", "a list of indefinite length")]
    [InlineData("980101", "a short list in a long form")]
    [InlineData("9b7fffffffffffffff", "a list of an impossible length")]
    [InlineData("9affffffff01", "a list longer than the bytes that follow")]
    [InlineData("8201", "a list that ends early")]
    [InlineData("bf416101ff", "a map of indefinite length")]
    [InlineData("ba7fffffff416101", "a map longer than the bytes that follow")]
    [InlineData("a14161", "a map that ends early")]
    [InlineData("a10101", "a key that is a number")]
    [InlineData("a1616101", "a key that is a text string")]
    [InlineData("a180f6", "a key that is a list")]
    [InlineData("a2416201416101", "keys out of order")]
    [InlineData("a242616101416201", "a longer key before a shorter one")]
    [InlineData("a2416101416101", "a key that stands twice")]
    [InlineData("0101", "two values")]
    [InlineData("8000", "a byte behind a list")]
    public void Every_other_form_is_refused(string hex, string what) =>
        Should.Throw<ValueFormatException>(() => Value.Decode(Convert.FromHexString(hex)), what).Message.ShouldNotBeEmpty();

    [Fact]
    public void Values_made_by_chance_come_back_as_they_were()
    {
        for (int seed = 0; seed < 5_000; seed++)
        {
            Value value = new RandomValues(seed).Next();
            byte[] encoded = value.Encode();

            Value back = Value.Decode(encoded);

            back.Encode().AsSpan().SequenceEqual(encoded).ShouldBeTrue($"seed {seed}");
            back.Equals(value).ShouldBeTrue($"seed {seed}");
            back.GetHashCode().ShouldBe(value.GetHashCode(), $"seed {seed}");
        }
    }

    [Fact]
    public void A_changed_encoding_is_refused_or_is_the_one_encoding_of_another_value()
    {
        int accepted = 0;
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++)
        {
            var random = new RandomValues(seed);
            byte[] changed = random.Mutate(random.Next().Encode());
            try
            {
                Value.Decode(changed).Encode().AsSpan().SequenceEqual(changed).ShouldBeTrue($"seed {seed}");
                accepted++;
            }
            catch (ValueFormatException)
            {
                refused++;
            }
        }

        accepted.ShouldBeGreaterThan(1_000);
        refused.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void Bytes_made_by_chance_are_refused_or_are_a_value()
    {
        var random = new Random(20_26);
        byte[] bytes = new byte[64];
        for (int round = 0; round < 200_000; round++)
        {
            random.NextBytes(bytes);
            ReadOnlySpan<byte> given = bytes.AsSpan(0, random.Next(bytes.Length));
            try
            {
                Value.Decode(given).Encode().AsSpan().SequenceEqual(given).ShouldBeTrue($"round {round}");
            }
            catch (ValueFormatException refused)
            {
                refused.Message.Length.ShouldBePositive();
            }
        }
    }

    [Theory]
    [InlineData(0x81)]
    [InlineData(0xa1)]
    public void Nesting_ends_at_the_limit(byte opening)
    {
        byte[] key = opening == 0xa1 ? [0x40] : [];
        byte[] Nested(int levels) => [.. Enumerable.Range(1, levels - 1).SelectMany(_ => (byte[])[opening, .. key]), 0xf6];

        Value.Decode(Nested(64)).Encode().ShouldBe(Nested(64));
        Should.Throw<ValueFormatException>(() => Value.Decode(Nested(65))).Message.ShouldContain("64 levels");
        Should.Throw<ValueFormatException>(() => Value.Decode(Nested(1_000_000)));
    }

    [Fact]
    public void Items_and_bytes_end_at_their_limits()
    {
        var limits = new ValueLimits(MaxBytes: 20, MaxDepth: 64, MaxItems: 10);

        Value.Decode([0x82, 0x84, 0, 0, 0, 0, 0x84, 0, 0, 0, 0], limits).Kind.ShouldBe(ValueKind.List);
        Should.Throw<ValueFormatException>(() => Value.Decode([0x82, 0x84, 0, 0, 0, 0, 0x85, 0, 0, 0, 0, 0], limits)).Message.ShouldContain("items");
        Value.Decode([0x53, .. new byte[19]], limits).Kind.ShouldBe(ValueKind.Bytes);
        Should.Throw<ValueFormatException>(() => Value.Decode([0x54, .. new byte[20]], limits)).Message.ShouldContain("20");
    }

    [Theory]
    [InlineData("9a00989680", "ten million items")]
    [InlineData("ba00989680", "ten million pairs")]
    [InlineData("5a3b9aca00", "a gigabyte")]
    public void Nothing_is_allocated_for_a_length_before_it_is_believed(string hex, string what)
    {
        byte[] hostile = new byte[11_000_000];
        Convert.FromHexString(hex).CopyTo(hostile, 0);
        Decode(hostile);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Decode(hostile);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 * 1024, what);

        static void Decode(byte[] bytes) => Should.Throw<ValueFormatException>(() => Value.Decode(bytes));
    }
}
