using Tactus.Protocol.Values;

namespace Tactus.Protocol.Tests.Values;

/// <summary>Values made by chance, with a liking for the edges of every range.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly long[] Integers =
    [
        0, 1, -1, 23, 24, -24, -25, 255, 256, -256, -257, 65_535, 65_536, int.MaxValue, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue,
    ];

    private static readonly double[] Doubles =
    [
        0.0, -0.0, 1, -1.5, 0.1, 1e300, -1e-300, 9007199254740993, double.MaxValue, double.Epsilon,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    private static readonly string[] Texts =
    [
        "", "a", "key", "$bytes", "$double", "$map", "grün", "日本語", "\0", "\"\\\n\u2028", "👩‍💻", new('x', 24), new('y', 300),
    ];

    private readonly Random _random = new(seed);

    public Value Next(int depth = 5) => _random.Next(depth > 1 ? 8 : 6) switch
    {
        0 => Value.Null,
        1 => Value.Of(_random.Next(2) == 0),
        2 => Value.Of(Pick(Integers)),
        3 => Value.Of(_random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(64)),
        4 => Value.Of(_random.Next(2) == 0 ? Pick(Doubles) : BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue))),
        5 => Value.Of(NextBytes()),
        6 => Value.ListOf([.. Enumerable.Range(0, _random.Next(6)).Select(_ => Next(depth - 1))]),
        _ => NextMap(depth),
    };

    public byte[] NextBytes()
    {
        if (_random.Next(3) != 0)
        {
            return System.Text.Encoding.UTF8.GetBytes(Pick(Texts));
        }

        byte[] bytes = new byte[_random.Next(40)];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The same bytes with one to three changes: a bit, a byte put in, taken out or swapped.</summary>
    public byte[] Mutate(byte[] bytes)
    {
        List<byte> changed = [.. bytes];
        for (int times = _random.Next(1, 4); times > 0; times--)
        {
            int at = _random.Next(changed.Count + 1);
            switch (_random.Next(4))
            {
                case 0:
                    changed.Insert(at, (byte)_random.Next(256));
                    break;
                case 1 when at < changed.Count:
                    changed.RemoveAt(at);
                    break;
                case 2 when at < changed.Count:
                    changed[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 3 when at + 1 < changed.Count:
                    (changed[at], changed[at + 1]) = (changed[at + 1], changed[at]);
                    break;
            }
        }

        return [.. changed];
    }

    private MapValue NextMap(int depth) => MapValue.FromUnsorted(Enumerable.Range(0, _random.Next(6))
        .Select(_ => NextBytes())
        .DistinctBy(Convert.ToHexString)
        .Select(key => new KeyValuePair<byte[], Value>(key, Next(depth - 1))));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
