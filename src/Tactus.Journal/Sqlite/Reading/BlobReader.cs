namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads blobs.</summary>
internal static class BlobReader
{
    private const string SelectExists = "SELECT 1 FROM blob WHERE hash = ?1";

    private const string Select = "SELECT content FROM blob WHERE hash = ?1";

    /// <summary>Whether there is a blob of a hash.</summary>
    public static bool Exists(SqliteConnection connection, ReadOnlySpan<byte> hash)
    {
        var statement = connection.Prepare(SelectExists).BindBytes(1, hash);
        try
        {
            return statement.Step();
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The content of a hash or null.</summary>
    public static byte[]? Find(SqliteConnection connection, ReadOnlySpan<byte> hash)
    {
        var statement = connection.Prepare(Select).BindBytes(1, hash);
        try
        {
            return statement.Step() ? statement.GetBytes(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }
}
