namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads blobs.</summary>
internal static class BlobReader
{
    private const string SelectExists = "SELECT 1 FROM blob WHERE hash = ?1";

    private const string Select = "SELECT content FROM blob WHERE hash = ?1";

    /// <summary>Whether there is a blob of a hash.</summary>
    public static bool Exists(SqliteConnection connection, ReadOnlySpan<byte> hash) =>
        connection.Prepare(SelectExists).BindBytes(1, hash).HasRow();

    /// <summary>The content of a hash or null.</summary>
    public static byte[]? Find(SqliteConnection connection, ReadOnlySpan<byte> hash) =>
        connection.Prepare(Select).BindBytes(1, hash).ReadFirst(row => row.GetBytes(0));
}
