using Tactus.Protocol.Values;

namespace Tactus.Broker.Waiting;

/// <summary>The moment at which a wait ends, as an intent notes it: <c>{due}</c> in nanoseconds since 1970.</summary>
internal static class Moment
{
    private const string Due = "due";
    private const long NanosecondsPerTick = 100;

    /// <summary>The note; without an entry when the wait has no end.</summary>
    public static Value Note(DateTimeOffset? due) =>
        due is { } moment ? Value.MapOf((Due, Value.Of((moment - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick))) : Value.EmptyMap;

    /// <summary>What <see cref="Note"/> noted; null for no end.</summary>
    /// <exception cref="InvalidDataException">It is no such note.</exception>
    public static DateTimeOffset? Read(Value? note)
    {
        if (note is not MapValue map)
        {
            throw new InvalidDataException("the intent of a wait has no note");
        }

        if (!map.TryGet(Due, out Value? value))
        {
            return null;
        }

        return value is IntegerValue nanos
            ? DateTimeOffset.UnixEpoch.AddTicks(nanos.Content / NanosecondsPerTick)
            : throw new InvalidDataException("the intent of a wait notes no moment");
    }
}
