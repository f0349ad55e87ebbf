using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Events;

/// <summary>Takes a guest's prints, log lines and events: bounds them, counts them, redacts them, keeps them. Thread-safe.</summary>
public sealed class EventIntake(RunContext run, RunBudget budget) : IDisposable
{
    /// <summary>Longest text of one event, in bytes; the rest is cut off.</summary>
    public const int MaxText = 64 * 1024;

    /// <summary>Longest name, in characters.</summary>
    private const int MaxName = 128;

    // What an event costs beside its text, so that a flood of empty ones is bounded too.
    private const int Overhead = 16;

    // Branch and file of an honest event fit into it; a longer place is paid for like text.
    private const int FreePlace = 64;

    private readonly KnownEvents _known = new(run);

    /// <summary>Takes a batch; events that an earlier execution left are dropped, and cost nothing.</summary>
    /// <exception cref="ConversationException">One of them is malformed; none is kept.</exception>
    /// <exception cref="EffectException">The output budget is spent (TAC3604, fatal); none is kept.</exception>
    public async ValueTask AcceptAsync(EmitRequest request, CancellationToken cancellationToken)
    {
        if (request.Events.Count == 0)
        {
            return;
        }

        DateTimeOffset now = run.Clock.GetUtcNow();
        List<(RunEvent Event, long Cost)> read = [.. request.Events.Select(sent => (Read(sent, now), CostOf(sent)))];
        await _known.RemoveFromAsync(read, cancellationToken);
        if (read.Count == 0)
        {
            return;
        }

        budget.ChargeOutput(read.Sum(one => one.Cost));
        RunEvent[] events = [.. read.Select(one => one.Event)];
        await run.Store.AppendEventsAsync(run.RunId, run.Epoch, events, cancellationToken);
        foreach (RunEvent one in events)
        {
            run.Observer.OnEvent(one);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private static long CostOf(Event sent) => (long)sent.Text.Length + sent.Data.Length + sent.Name.Length + PlaceLength(sent) + Overhead;

    private static long PlaceLength(Event sent) => Math.Max(0, sent.Key.Branch.Length + (sent.Location?.File.Length ?? 0) - FreePlace);

    private static string KindName(Event.Types.Kind kind) => kind switch
    {
        Event.Types.Kind.Print => "print",
        Event.Types.Kind.Log => "log",
        Event.Types.Kind.Event => "event",
        _ => throw ConversationException.Malformed("an event is of no known kind"),
    };

    // Redacted before it is cut, so that the cut leaves no half of a secret behind.
    private byte[] ReadText(ReadOnlyMemory<byte> sent)
    {
        ReadOnlyMemory<byte> text = run.Redactor.Redact(sent);
        if (text.Length <= MaxText)
        {
            return text.ToArray();
        }

        byte[] note = System.Text.Encoding.UTF8.GetBytes($"… ({text.Length - MaxText} bytes cut)");
        return [.. text.Span[..MaxText], .. note];
    }

    private RunEvent Read(Event sent, DateTimeOffset now)
    {
        if (sent.Ordinal is 0 or > int.MaxValue || sent.Name.Length > MaxName || sent.Location?.File.Length > 1024)
        {
            throw ConversationException.Malformed("an event's ordinal, name or location is out of range");
        }

        return new RunEvent(
            EffectCall.ParseKey(sent.Key, leastPosition: 0),
            (int)sent.Ordinal,
            KindName(sent.Kind),
            run.Redactor.Redact(sent.Name),
            ReadText(sent.Text.Memory),
            sent.Data.IsEmpty ? null : run.Redactor.RedactAndEncode(EffectCall.Decode(sent.Data.Span)),
            run.Redactor.Redact(sent.Location?.File ?? ""),
            (int)Math.Min(sent.Location?.Line ?? 0, int.MaxValue),
            now);
    }
}
