using Google.Protobuf;
using Tactus.Journal;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Gate;

/// <summary>The answers of the wire, made from the entries of the journal: the same ones live and on replay.</summary>
internal static class AnswerMessage
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The answer of a recorded entry.</summary>
    public static PerformResponse Of(JournalEntry entry, bool fatal = false)
    {
        var response = new PerformResponse
        {
            Delivery = (ulong)entry.Delivery,
            ClockUnixNanos = ToNanoseconds(entry.EndedAt ?? entry.StartedAt),
        };
        if (entry.Error is { } error)
        {
            response.Error = new EffectError
            {
                Code = error.Code, Kind = error.Kind, Message = error.Message, Mend = error.Mend ?? "", Retryable = error.Retryable, Fatal = fatal,
            };
        }
        else
        {
            response.Result = UnsafeByteOperations.UnsafeWrap(entry.Result);
        }

        return response;
    }

    /// <summary>An error that is recorded nowhere: the run is over, or is being ended. It has no number.</summary>
    public static PerformResponse Of(EffectError error, DateTimeOffset now) => new() { Error = error, ClockUnixNanos = ToNanoseconds(now) };

    /// <summary>Tells that an effect waits.</summary>
    public static PerformResponse Of(EffectSuspendedException wait, DateTimeOffset now) => new()
    {
        Suspended = new Suspended { WaitsFor = wait.Reason, DueUnixNanos = wait.DueAt is { } due ? ToNanoseconds(due) : 0 },
        ClockUnixNanos = ToNanoseconds(now),
    };

    /// <summary>A recorded entry for a replay.</summary>
    public static ReplayEntry ForReplay(JournalEntry entry) => new()
    {
        Key = new EffectKey { Branch = entry.Key.Branch, Position = (ulong)entry.Key.Position },
        Kind = entry.Kind,
        Name = entry.Name,
        ArgumentsHash = UnsafeByteOperations.UnsafeWrap(entry.ArgumentsHash),
        Location = new SourceLocation { File = entry.SourceFile, Line = (uint)entry.SourceLine },
        Response = Of(entry),
    };

    private static long ToNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
}
