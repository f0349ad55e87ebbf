using System.Security.Cryptography;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Stores a blob once.</summary>
internal sealed class PutBlob(ReadOnlyMemory<byte> content, DateTimeOffset now) : WriteOperation(awaited: true)
{
    private const string Insert = "INSERT INTO blob (hash, content) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING";

    // Who puts the same again and again, as every run of one procedure does, writes nothing and so waits for no fsync.
    private const string Note = """
        INSERT INTO blob_put (hash, at) VALUES (?1, ?2) ON CONFLICT (hash) DO UPDATE SET at = excluded.at WHERE at < ?3
        """;

    public byte[] Hash { get; } = SHA256.HashData(content.Span);

    public override long Bytes => content.Length;

    public override void Execute(SqliteConnection connection)
    {
        Write(connection, Hash, content.Span);
        connection.Prepare(Note).BindBytes(1, Hash).Bind(2, now).Bind(3, now - PruneRules.PutResolution).Run();
    }

    /// <summary>Stores a blob whose hash is known and that is named in the same transaction.</summary>
    public static void Write(SqliteConnection connection, byte[] hash, ReadOnlySpan<byte> content) =>
        connection.Prepare(Insert).BindBytes(1, hash).BindBytes(2, content).Run();
}
