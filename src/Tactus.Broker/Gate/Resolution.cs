using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>What a person found out about an effect in doubt.</summary>
/// <param name="Happened">The value that it is to answer; null when it is to be performed.</param>
internal sealed record Resolution(Value? Happened)
{
    /// <summary>Reads the value of an answer row: <c>{happened = value}</c>, <c>{did_not_happen = true}</c> or <c>{retry = true}</c>; null for anything else.</summary>
    public static Resolution? Read(byte[] encoded)
    {
        if (Value.Decode(encoded) is not MapValue { Count: 1 } said)
        {
            return null;
        }

        if (said.TryGet("happened", out Value? value))
        {
            return new Resolution(value);
        }

        return IsTrue(said, "did_not_happen") || IsTrue(said, "retry") ? new Resolution(Happened: null) : null;
    }

    private static bool IsTrue(MapValue said, string key) => said.TryGet(key, out Value? value) && value.Equals(Value.True);
}
