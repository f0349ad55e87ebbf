using System.Runtime.CompilerServices;
using Tactus.Journal;

namespace Tactus.Broker.Tests.Support;

/// <summary>A store in memory that remembers each append and what durability it asked for.</summary>
internal class RecordingStore : DelegatingStore
{
    public List<(JournalWrite Write, Durability Durability)> Appends { get; } = [];

    public Action<JournalWrite>? OnAppend { get; set; }

    /// <summary>Entries of a history that were handed out so far.</summary>
    public int HistoryRead { get; private set; }

    /// <summary>Entries and tails of branches that somebody asked for.</summary>
    public int Lookups { get; private set; }

    /// <summary>Events that somebody asked for.</summary>
    public int EventsLookedFor { get; private set; }

    public override ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken)
    {
        OnAppend?.Invoke(write);
        Appends.Add((write, durability));
        return base.AppendAsync(runId, epoch, write, durability, cancellationToken);
    }

    public override async IAsyncEnumerable<JournalEntry> ReadHistoryAsync(string runId, long fromDelivery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in base.ReadHistoryAsync(runId, fromDelivery, cancellationToken))
        {
            HistoryRead++;
            yield return entry;
        }
    }

    public override ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken)
    {
        Lookups++;
        return base.FindEntryAsync(runId, key, cancellationToken);
    }

    public override ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken)
    {
        Lookups++;
        return base.ReadTailAsync(runId, branch, cancellationToken);
    }

    public override ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken)
    {
        EventsLookedFor++;
        return base.HasEventAsync(runId, key, ordinal, cancellationToken);
    }
}
