using Tactus.Journal.Sqlite.Writing;

namespace Tactus.Journal.Sqlite.Pruning;

/// <summary>Removes blobs that nobody named when they were looked at, and still nobody names.</summary>
internal sealed class RemoveBlobs(IReadOnlyList<byte[]> hashes, DateTimeOffset putBefore) : WriteOperation(awaited: true)
{
    /// <summary>How many went, once it is done.</summary>
    public int Count { get; private set; }

    public override void Execute(SqliteConnection connection) => Count = hashes.Count(hash => UnnamedBlobs.Delete(connection, putBefore, hash));
}
