using Tactus.Cli.Commands.Runs.Tracing;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs;

/// <summary>What a run's record does not say by itself: what waits or is in doubt, and which runs it started.</summary>
/// <param name="Open">Entries whose answer is not known to the run; what somebody answered since stands beside them.</param>
/// <param name="Children">Runs that it started, oldest first.</param>
/// <param name="Entries">Every entry, when they were asked for.</param>
internal sealed record RunStory(IReadOnlyList<TracedEntry> Open, IReadOnlyList<RunRecord> Children, IReadOnlyList<JournalEntry> Entries)
{
    private const int MostOpen = 100;
    private const int MostChildren = 1000;

    /// <summary>True when something is open and every bit of it was answered: the run can go on.</summary>
    public bool IsAnswered => Open.Count > 0 && Open.All(traced => traced.Answer is not null);

    /// <summary>Reads it.</summary>
    public static async Task<RunStory> ReadAsync(IRunStore store, string runId, bool withEntries, CancellationToken cancellationToken)
    {
        List<TracedEntry> open = [];
        await foreach (JournalEntry entry in store.ReadOpenAsync(runId, cancellationToken))
        {
            open.Add(new TracedEntry(entry, await store.FindAnswerAsync(runId, entry.Key, cancellationToken)));
            if (open.Count == MostOpen)
            {
                break;
            }
        }

        List<JournalEntry> entries = [];
        if (withEntries)
        {
            await foreach (JournalEntry entry in store.ReadEntriesAsync(runId, cancellationToken))
            {
                entries.Add(entry);
            }
        }

        IReadOnlyList<RunRecord> children = await store.ListAsync(new RunQuery(ParentId: runId, Limit: MostChildren), cancellationToken);
        return new RunStory(open, [.. children.Reverse()], entries);
    }
}
