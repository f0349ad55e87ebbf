using Tactus.Journal.Sqlite;

namespace Tactus.Journal.Tests.Sqlite;

// Proves that the SQLite store keeps the promises of every store, on a real file.
public sealed class SqliteRunStoreTests : RunStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IRunStore Open() => SqliteRunStore.Open(_folder.Database, Time);

    public void Dispose() => _folder.Dispose();
}
