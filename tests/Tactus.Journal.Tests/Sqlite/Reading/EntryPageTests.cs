using Tactus.Journal.Sqlite;
using Tactus.Journal.Sqlite.Reading;

namespace Tactus.Journal.Tests.Sqlite.Reading;

// Proves that a page of entries is bounded in number and in bytes, so that what a reader holds in memory does not grow with the journal.
public sealed class EntryPageTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();
    private SqliteRunStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = SqliteRunStore.Open(_folder.Database);
        await _store.CreateAsync(Sample.Run("small"), None);
        await _store.CreateAsync(Sample.Run("large"), None);
        for (var i = 1; i <= 100; i++)
        {
            await _store.AppendAsync("small", 1, Sample.New(Sample.Entry(i)), Durability.Lazy, None);
        }

        for (var i = 1; i <= 4; i++)
        {
            await _store.AppendAsync("large", 1, Sample.New(Sample.Entry(i, result: new byte[600_000])), Durability.Flushed, None);
        }
    }

    [Theory]
    [InlineData("small", EntryPage.Size)]
    [InlineData("large", 2)]
    public void A_page_is_full_by_number_or_by_bytes(string run, int expected)
    {
        using var side = new SideConnection(_folder.Database);

        var page = EntryReader.ReadPage(side.Connection, run, after: 0);
        page.Entries.Count.ShouldBe(expected);
        page.IsFull.ShouldBeTrue();
        EntryReader.ReadPage(side.Connection, run, after: expected).Entries[0].Sequence.ShouldBe(expected + 1);
    }

    [Theory]
    [InlineData("small", new[] { 64, 36 })]
    [InlineData("large", new[] { 2, 2 })]
    public void A_history_comes_in_such_pages(string run, int[] expected)
    {
        using var side = new SideConnection(_folder.Database);
        var history = new HistoryReader(run, fromDelivery: 1);
        var pages = new List<int>();
        while (!history.IsAtEnd)
        {
            pages.Add(history.ReadPage(side.Connection).Entries.Count);
        }

        pages.Where(count => count > 0).ShouldBe(expected);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}
