using System.Security.Cryptography;
using Tactus.Protocol;

namespace Tactus.Journal.Tests;

// Proves what every store promises, whatever it is made of: order, fencing, no overwriting, dedupe, and records that come back whole.
public abstract partial class RunStoreContract : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private IRunStore _store = null!;

    private protected ManualTime Time { get; } = new(Sample.Start);

    private protected IRunStore Store => _store;

    protected abstract IRunStore Open();

    public virtual Task InitializeAsync()
    {
        _store = Open();
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_blob_is_found_by_its_hash_and_can_be_put_again()
    {
        byte[] content = [1, 2, 3];
        var hash = await _store.PutBlobAsync(content, None);

        hash.ShouldBe(SHA256.HashData(content));
        (await _store.PutBlobAsync(content, None)).ShouldBe(hash);
        (await _store.FindBlobAsync(hash, None)).ShouldBe(content);
        (await _store.FindBlobAsync(new byte[32], None)).ShouldBeNull();
        (await _store.FindBlobAsync(await _store.PutBlobAsync(Array.Empty<byte>(), None), None)).ShouldBe([]);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(async () => await _store.CreateAsync(Sample.Run("r1"), cancelled));
        (await _store.FindAsync("r1", None)).ShouldBeNull();
    }

    private protected static async Task<string> Refusal(Func<ValueTask> action) =>
        (await Should.ThrowAsync<TactusException>(async () => await action())).Code;

    private protected async Task<List<JournalEntry>> Entries(string runId)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in _store.ReadEntriesAsync(runId, None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private protected async Task<List<RunEvent>> Events(string runId)
    {
        var events = new List<RunEvent>();
        await foreach (var item in _store.ReadEventsAsync(runId, None))
        {
            events.Add(item);
        }

        return events;
    }

    private async Task<List<JournalEntry>> History(string runId, long fromDelivery = 1)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in _store.ReadHistoryAsync(runId, fromDelivery, None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<List<JournalEntry>> Open(string runId)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in _store.ReadOpenAsync(runId, None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task Create(string runId, params JournalEntry[] entries)
    {
        await _store.CreateAsync(Sample.Run(runId), None);
        foreach (var entry in entries)
        {
            await _store.AppendAsync(runId, 1, Sample.New(entry), Durability.Lazy, None);
        }
    }

    private async Task<IEnumerable<string>> ListIds(RunQuery query) => (await _store.ListAsync(query, None)).Select(record => record.Id);
}
