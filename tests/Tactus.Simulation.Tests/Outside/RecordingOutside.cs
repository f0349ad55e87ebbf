using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Simulation.Tests.Outside;

/// <summary>The world outside of a simulated run. It outlives every execution and remembers what was done to it.</summary>
internal sealed class RecordingOutside
{
    private readonly Dictionary<string, Value> _answers = new(StringComparer.Ordinal);

    /// <summary>What tools of the class once did, in the order in which they did it.</summary>
    public List<Performance> Once { get; } = [];

    /// <summary>What tools of the class idempotent did; repeats under one key are one.</summary>
    public List<Performance> Keyed { get; } = [];

    /// <summary>How often tools of the class idempotent were asked, repeats included.</summary>
    public int KeyedCalls { get; private set; }

    /// <summary>Does what a tool is asked to.</summary>
    /// <exception cref="EffectException">It fails, and has done nothing.</exception>
    public Value Perform(string tool, EffectClass effect, string key, MapValue arguments)
    {
        if (MustFail(arguments))
        {
            throw new EffectException("TAC3302", EffectErrorKind.Failed, "the tool failed", retryable: true);
        }

        Value answer = Value.MapOf(("tool", Value.Of(tool)), ("args", arguments), ("value", Value.Of(NumberOf(key, arguments))));
        var done = new Performance(tool, key, arguments.ToString()!);
        switch (effect)
        {
            case EffectClass.Once:
                Once.Add(done);
                break;
            case EffectClass.Idempotent:
                KeyedCalls++;
                if (!_answers.ContainsKey(key))
                {
                    Keyed.Add(done);
                }

                break;
        }

        _answers[key] = answer;
        return answer;
    }

    /// <summary>The truth about a key: what was answered when it was done, or null when it was not done.</summary>
    public Value? FindAnswer(string key) => _answers.GetValueOrDefault(key);

    // {fails = n, attempt = k} fails when k is at most n; without an attempt always. It hangs on nothing else, so that no order of calls matters.
    private static bool MustFail(MapValue arguments) =>
        arguments.TryGet("fails", out Value? fails) && fails is IntegerValue { Content: var last }
        && (!arguments.TryGet("attempt", out Value? attempt) || attempt is not IntegerValue { Content: var number } || number <= last);

    private static long NumberOf(string key, MapValue arguments)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (byte one in (byte[])[.. System.Text.Encoding.UTF8.GetBytes(key), .. arguments.Encode()])
        {
            hash = (hash ^ one) * 0x0000_0100_0000_01B3;
        }

        return (long)(hash % 100_003);
    }
}
