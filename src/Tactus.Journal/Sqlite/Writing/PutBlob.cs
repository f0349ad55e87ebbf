using System.Security.Cryptography;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Stores a blob once.</summary>
internal sealed class PutBlob(ReadOnlyMemory<byte> content) : WriteOperation(awaited: true)
{
    private const string Insert = "INSERT INTO blob (hash, content) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING";

    public byte[] Hash { get; } = SHA256.HashData(content.Span);

    public override long Bytes => content.Length;

    public override void Execute(SqliteConnection connection) => Write(connection, Hash, content.Span);

    /// <summary>Stores a blob whose hash is known.</summary>
    public static void Write(SqliteConnection connection, byte[] hash, ReadOnlySpan<byte> content) =>
        connection.Prepare(Insert).BindBytes(1, hash).BindBytes(2, content).Run();
}
