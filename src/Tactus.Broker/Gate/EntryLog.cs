using Tactus.Journal;

namespace Tactus.Broker.Gate;

/// <summary>Numbers a run's entries and hands them to the store. Thread-safe.</summary>
/// <remarks>
/// <para>The rule of delivery numbers: an entry whose answer reached the guest is never missing in the journal while one with a greater number is there,
/// wherever the host dies.</para>
/// <para>A lazy entry takes its number and its place in the store's queue in one step, under one lock, and its answer goes out while it is still
/// in that queue. So whatever has a greater number is queued behind it, and the store writes its queue in order. A flushed entry takes its number under
/// the lock too, but waits for the disk outside of it, or one fsync would keep all branches from numbering theirs. It may be overtaken; but its answer goes
/// out only once it is on disk, so when it is missing it had not reached the guest.</para>
/// </remarks>
internal sealed class EntryLog(RunContext run)
{
    private readonly Lock _lock = new();
    private long _sequence;
    private long _delivery;

    /// <summary>Goes on after the entries of an earlier execution. Called before anything else.</summary>
    public void StartAfter(RunCounts counts) => (_sequence, _delivery) = (counts.LastSequence, counts.LastDelivery);

    /// <summary>The next number in order of beginning.</summary>
    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Puts an intent on disk.</summary>
    /// <param name="entry">The entry; its result is the note.</param>
    /// <param name="renews">True when it stands already and only its attempt and note change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask AppendIntentAsync(JournalEntry entry, bool renews, CancellationToken cancellationToken) =>
        run.Store.AppendAsync(run.RunId, run.Epoch, new JournalWrite(entry, renews), Durability.Flushed, cancellationToken);

    /// <summary>Records an answered entry; returns it with its number and its end when the answer may go out.</summary>
    public async ValueTask<JournalEntry> AppendAnswerAsync(JournalEntry entry, bool completesIntent, Durability durability)
    {
        JournalEntry answered;
        ValueTask queued = ValueTask.CompletedTask;
        lock (_lock)
        {
            // The clock is read here, so that it never runs backwards from one delivery to the next.
            answered = entry with { EndedAt = run.Clock.GetUtcNow(), Delivery = ++_delivery };
            if (durability == Durability.Lazy)
            {
                queued = AppendAsync(answered, completesIntent, durability);
            }
        }

        await (durability == Durability.Lazy ? queued : AppendAsync(answered, completesIntent, durability));
        return answered;
    }

    // What was done is recorded although its run is being ended.
    private ValueTask AppendAsync(JournalEntry entry, bool completesIntent, Durability durability) =>
        run.Store.AppendAsync(run.RunId, run.Epoch, new JournalWrite(entry, completesIntent), durability, CancellationToken.None);
}
