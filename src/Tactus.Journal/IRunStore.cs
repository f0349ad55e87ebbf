using System.Runtime.CompilerServices;
using Tactus.Protocol;

namespace Tactus.Journal;

/// <summary>Where run records and effect journals live. Shaped so that PostgreSQL can be the second store.</summary>
/// <remarks>Thread-safe. Every write names the executor's epoch; a superseded executor's write throws TAC6103, a write to a run that
/// is not there TAC6101, and neither leaves a trace. Reads of entries and events tell what is still queued too; of a run that is not
/// there they tell nothing. Storage failures are TAC6001 to TAC6009.</remarks>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>Creates a run in status running under epoch 1. It is on disk when this returns.</summary>
    /// <exception cref="ArgumentException">The id is not lower-case letters and digits, or the record is not new.</exception>
    /// <exception cref="TactusException">TAC6106: there is a run of that id. TAC6111: it names a file whose blob was not put.</exception>
    ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken);

    /// <summary>The record of one run, or null.</summary>
    ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Ids of the runs that start with a prefix, newest first; at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken);

    /// <summary>Records of runs, newest first. A status in the query means <see cref="RunRecord.EffectiveStatus"/>.</summary>
    ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Takes a run over: its epoch grows by one, this executor owns it, and it is running again. Entries that were answered
    /// with a spent budget or a cancelled run are forgotten, so that they can be asked again; their events stay. Returns the new epoch.</summary>
    /// <remarks>A request to end the run stands if it ran or was suspended, and is forgotten if it had ended otherwise.</remarks>
    /// <param name="runId">The run.</param>
    /// <param name="expectedEpoch">The epoch that the caller has seen; of two who resume one run at once, one wins.</param>
    /// <param name="executor">The text of an <see cref="ExecutorIdentity"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TactusException">TAC6101: no such run. TAC6108: another executor took it over meanwhile.</exception>
    ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken);

    /// <summary>Tells that the executor is alive.</summary>
    ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken);

    /// <summary>Ends or suspends an execution: everything appended before is durable when this returns.</summary>
    /// <exception cref="TactusException">TAC6105: it has ended already.</exception>
    ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken);

    /// <summary>Adds a hash to those of the run's record, for a file that is known only once it is used. One that is there under the name stays as it is.
    /// It is on disk when this returns.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">The executor's epoch.</param>
    /// <param name="name">What the hash is of, for instance <c>plugin:tools/weather.py</c>.</param>
    /// <param name="hash">SHA-256 in lower-case hex.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AddHashAsync(string runId, long epoch, string name, string hash, CancellationToken cancellationToken);

    /// <summary>Appends an entry or completes one. Returns when it is queued in order; when <paramref name="durability"/> is
    /// <see cref="Durability.Flushed"/>, when it is on disk with everything queued before it.</summary>
    /// <remarks>The entry and its arrays must not change afterwards. A lazy write that fails is told by the run's next write, and
    /// after a write was lost the same execution can only end its run as something else than succeeded or suspended.
    /// Cancelling ends the wait, not the write.
    /// To complete an intent with another intent begins the effect anew: the attempt and the note change. If its class is once,
    /// what somebody said about the last attempt (<see cref="AnswerAsync"/>) is forgotten with the same write.</remarks>
    /// <exception cref="TactusException">TAC6104: there is such an entry, sequence or delivery already, or no intent to complete.</exception>
    ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken);

    /// <summary>Log lines and events, lazily; what is there under the same (branch, position, ordinal) stays as it is.</summary>
    ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Entries in the order in which they were begun.</summary>
    IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Entries of one kind in the order in which they were begun.</summary>
    async IAsyncEnumerable<JournalEntry> ReadKindAsync(string runId, string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in ReadEntriesAsync(runId, cancellationToken))
        {
            if (entry.Kind == kind)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Log lines and events in the order of their arrival.</summary>
    IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Answered entries (with a delivery number of at least <paramref name="fromDelivery"/>) in the order in which their answers
    /// were handed over, without those inside a checkpoint that is answered itself. Reads page by page: what it needs in memory and in
    /// time for one entry does not grow with the journal. For a run to which nobody writes meanwhile.</summary>
    IAsyncEnumerable<JournalEntry> ReadHistoryAsync(string runId, long fromDelivery, CancellationToken cancellationToken);

    /// <summary>Entries whose answer is not known, in the order in which they were begun.</summary>
    IAsyncEnumerable<JournalEntry> ReadOpenAsync(string runId, CancellationToken cancellationToken);

    /// <summary>The entry at a key, or null.</summary>
    ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken);

    /// <summary>How far a branch came.</summary>
    ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken);

    /// <summary>What a run has used up.</summary>
    ValueTask<RunCounts> ReadCountsAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Whether there is an event under this key and ordinal.</summary>
    ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken);

    /// <summary>Keeps what somebody said about an entry; the first answer wins. It is on disk when this returns. Whether the entry is
    /// there, and waits for such an answer, is the caller's to know.</summary>
    /// <exception cref="TactusException">TAC6101: no such run. TAC6109: it is answered already; the message says by whom and when.</exception>
    ValueTask AnswerAsync(RunAnswer answer, CancellationToken cancellationToken);

    /// <summary>What somebody said about an entry, or null.</summary>
    ValueTask<RunAnswer?> FindAnswerAsync(string runId, EntryKey key, CancellationToken cancellationToken);

    /// <summary>Asks whoever executes a run, or will, to end it. Does nothing when it has ended or was asked before.</summary>
    /// <exception cref="TactusException">TAC6101: no such run.</exception>
    ValueTask RequestCancelAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Whether somebody asked for the end of a run. Cheap: an executor asks it several times a second.</summary>
    ValueTask<bool> IsCancelRequestedAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Creates a run that shares the history of another up to a delivery: the entries with a smaller or equal number, the whole inside
    /// of checkpoints among them, and no open ones; with who answered them. It is on disk when this returns.</summary>
    /// <remarks>Events are shared up to the last shared answer of their branch. What was said behind it is not the fork's past: it
    /// says it again, or something else.</remarks>
    /// <param name="fromRunId">The other run.</param>
    /// <param name="throughDelivery">The last delivery that is shared; 0 for none.</param>
    /// <param name="fork">The new run's record; it names the other run and the delivery.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The record is not new, or names another origin.</exception>
    /// <exception cref="TactusException">TAC6101: no such run. TAC6106: there is a run of the new id. TAC6110: the other run has no such
    /// delivery. TAC6111: the record names a file whose blob was not put.</exception>
    ValueTask ForkAsync(string fromRunId, long throughDelivery, RunRecord fork, CancellationToken cancellationToken);

    /// <summary>Removes old runs whole, with the blobs that nobody names any more, in steps that hold up no executor.</summary>
    /// <remarks>A run that runs is never touched; nor is one whose parent stays and is not finished, for it may still ask what became of
    /// its children. A blob that was put less than an hour ago stays: its run may be about to be created. A prune that is cancelled or
    /// killed leaves no run half there, and the next one ends its work.</remarks>
    ValueTask<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken);

    /// <summary>Stores a blob once by its SHA-256 and returns the hash (32 bytes): recorded procedures, large values. It is on disk when
    /// this returns.</summary>
    ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The blob of a hash, or null.</summary>
    ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}
