using Tactus.Journal.Sqlite.Reading;
using Tactus.Journal.Sqlite.Writing;

namespace Tactus.Journal.Sqlite.Pruning;

/// <summary>Removes runs and blobs in transactions that are each short, so that a prune holds up nobody who executes a run meanwhile.</summary>
/// <remarks>A run is hidden by the first of them. What a killed prune left of hidden runs goes with the next one.</remarks>
internal sealed class Pruner(ReadConnection reader, GroupCommitWriter writer, TimeProvider time)
{
    /// <summary>Removes, or only tells, what a query means.</summary>
    public async Task<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken)
    {
        var putBefore = PruneRules.PutBefore(time.GetUtcNow());
        var chosen = reader.Read(connection => Choose(connection, query));
        if (query.DryRun)
        {
            var going = chosen.Select(run => run.Id).ToList();
            return new PruneResult(going, reader.Read(connection =>
                UnnamedBlobs.CountWithout(connection, putBefore, going.Concat(PruneReader.ReadRemoved(connection)))));
        }

        var removed = await RemoveRunsAsync(chosen, cancellationToken);
        return new PruneResult(removed, await RemoveBlobsAsync(putBefore, cancellationToken));
    }

    private IReadOnlyList<PruneCandidate> Choose(SqliteConnection connection, PruneQuery query)
    {
        var now = time.GetUtcNow();
        return PruneRules.WithoutNeeded(
            [.. PruneReader.ReadOld(connection, query.EndedBefore).Where(run => PruneRules.IsCandidate(run, query, now))],
            id => PruneReader.Find(connection, id));
    }

    private async Task<List<string>> RemoveRunsAsync(IReadOnlyList<PruneCandidate> chosen, CancellationToken cancellationToken)
    {
        var hidden = new List<string>();
        foreach (var run in chosen)
        {
            var mark = new MarkRemoved(run, time.GetUtcNow());
            await WriteAsync(mark, cancellationToken);
            if (mark.Done)
            {
                hidden.Add(run.Id);
            }
        }

        foreach (var runId in reader.Read(PruneReader.ReadRemoved))
        {
            RemoveRows part;
            do
            {
                part = new RemoveRows(runId);
                await WriteAsync(part, cancellationToken);
            }
            while (!part.Done);
        }

        return hidden;
    }

    private async Task<long> RemoveBlobsAsync(DateTimeOffset putBefore, CancellationToken cancellationToken)
    {
        var removed = 0L;
        byte[] last = [];
        while (reader.Read(connection => UnnamedBlobs.ReadPage(connection, putBefore, last)) is { Count: > 0 } page)
        {
            var part = new RemoveBlobs(page, putBefore);
            await WriteAsync(part, cancellationToken);
            removed += part.Count;
            last = page[^1];
        }

        return removed;
    }

    private async Task WriteAsync(WriteOperation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await writer.Enqueue(operation).WaitAsync(cancellationToken);
    }
}
