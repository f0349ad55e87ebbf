using System.Runtime.CompilerServices;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs.Tracing;

/// <summary>Reads a run's journal in the order in which its effects began.</summary>
internal static class RunTrace
{
    /// <summary>The entries, read page by page.</summary>
    public static async IAsyncEnumerable<TracedEntry> ReadAsync(IRunStore store, string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in store.ReadEntriesAsync(runId, cancellationToken))
        {
            yield return new TracedEntry(entry, MayHaveAnswer(entry) ? await store.FindAnswerAsync(runId, entry.Key, cancellationToken) : null);
        }
    }

    // Only people's questions and effects in doubt are answered from outside; asking for each of 100,000 reads would double the work.
    private static bool MayHaveAnswer(JournalEntry entry) =>
        entry.Class == "once" || entry.Kind.StartsWith("human.", StringComparison.Ordinal);
}
