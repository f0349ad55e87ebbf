using Tactus.Language.Running;
using Tactus.Language.Tests.Support;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Values;

/// <summary>Proves that any value goes into Lua and out again byte for byte: no list turns into a map, no float into an integer, no null is lost.</summary>
public sealed class RoundTripTests
{
    private const int Count = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(20_261_120)]
    public void Random_values_come_back_as_they_went_in(int seed)
    {
        var random = new Random(seed);
        var sent = new List<Value>();
        var channel = new ScriptedChannel();
        for (int i = 0; i < Count; i++)
        {
            sent.Add(RandomValue(random, 5));
            channel.Answer("host.call", "give", Value.MapOf(("v", sent[i])));
            channel.Answer("host.call", "take", Value.Null);
        }

        ProcedureOutcome outcome = Harness.Run(
            Harness.StartOf($"for i = 1, {Count} do Host.call('take', {{ v = Host.call('give').v }}) end"), channel);

        outcome.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, outcome.Error?.ToString());
        Value[] received = [.. channel.Requests.Where(request => request.Name == "take").Select(request => Taken(request))];
        for (int i = 0; i < Count; i++)
        {
            received[i].ShouldBe(sent[i], $"seed {seed}, value {i}");
        }
    }

    private static Value Taken(PerformRequest request)
    {
        var arguments = (MapValue)Value.Decode(request.Arguments.Span);
        return arguments.TryGet("v", out Value? value) ? value : throw new InvalidOperationException("the value was lost");
    }

    private static Value RandomValue(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => Value.Null,
        1 => Value.Of(random.Next(2) == 0),
        2 => Value.Of(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64)),
        3 => Value.Of(random.Next(3) == 0 ? random.Next(10) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300))),
        4 => Value.Of(random.Next(4) switch { 0 => double.NaN, 1 => double.NegativeInfinity, 2 => -0.0, _ => double.Epsilon }),
        5 => Value.Of(RandomBytes(random)),
        6 or 7 => Value.ListOf([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth - 1))]),
        _ => MapValue.FromUnsorted(Enumerable.Range(0, random.Next(4))
            .Select(i => new KeyValuePair<byte[], Value>([(byte)i, .. RandomBytes(random)], RandomValue(random, depth - 1)))),
    };

    private static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(3) == 0 ? random.Next(200) : random.Next(6)];
        random.NextBytes(bytes);
        return bytes;
    }
}
