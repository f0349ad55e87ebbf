using Tactus.Journal.Sqlite.Files;

namespace Tactus.Journal.Sqlite.Reading;

/// <summary>The store's reading connection, opened at the first read, used by one reader at a time.</summary>
internal sealed class ReadConnection(DatabaseFile file) : IDisposable
{
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private SqliteConnection? _connection;
    private bool _closed;

    /// <summary>Reads under the lock.</summary>
    /// <exception cref="Tactus.Protocol.TactusException">TAC6001, TAC6004, TAC6006, TAC6007.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteRunStore));
            try
            {
                return read(_connection ??= file.OpenAgain());
            }
            catch (SqliteFailure failure)
            {
                throw SqliteErrors.From(failure, file.Path);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _connection?.Dispose();
        }
    }
}
