using System.Security.Cryptography;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>An encoded value on its way into two columns: itself when it is small, else the hash of a blob.</summary>
internal readonly struct EncodedValue
{
    /// <summary>From this size on a value is a blob: 64 KiB.</summary>
    public const int BlobFrom = 64 * 1024;

    private readonly byte[]? _content;
    private readonly byte[]? _hash;

    /// <param name="content">The value's encoding, or null.</param>
    public EncodedValue(byte[]? content)
    {
        _content = content;
        // Hashed where the value comes from, so that the writer's thread does not.
        _hash = content?.Length >= BlobFrom ? SHA256.HashData(content) : null;
    }

    /// <summary>Bytes of the value.</summary>
    public int Length => _content?.Length ?? 0;

    /// <summary>Stores the blob if it is one. To be called before the row that refers to it is written.</summary>
    public void WriteBlob(SqliteConnection connection)
    {
        if (_hash is not null)
        {
            PutBlob.Write(connection, _hash, _content);
        }
    }

    /// <summary>Binds the value's column and the hash's, which follows it.</summary>
    public void Bind(Statement statement, int index) => statement.Bind(index, _hash is null ? _content : null).Bind(index + 1, _hash);
}
