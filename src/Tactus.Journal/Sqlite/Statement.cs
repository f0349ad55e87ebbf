using System.Text;
using Tactus.Journal.Sqlite.Native;

namespace Tactus.Journal.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed unsafe class Statement(SqliteConnection connection, StatementHandle handle) : IDisposable
{
    private const int StackLimit = 512;
    private const int NullType = 5;

    // SQLITE_TRANSIENT: SQLite copies what it is given before the call returns.
    private static readonly nint Copy = -1;

    /// <summary>Binds text; null becomes NULL.</summary>
    public Statement Bind(int index, string? value)
    {
        if (value is null)
        {
            return BindNull(index);
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = most <= StackLimit ? stackalloc byte[StackLimit] : new byte[most];
        var bytes = Encoding.UTF8.GetBytes(value, buffer);
        fixed (byte* pointer = buffer)
        {
            connection.Check(NativeMethods.sqlite3_bind_text(handle, index, pointer, bytes, Copy));
        }

        return this;
    }

    /// <summary>Binds a whole number.</summary>
    public Statement Bind(int index, long value)
    {
        connection.Check(NativeMethods.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    /// <summary>Binds a whole number; null becomes NULL.</summary>
    public Statement Bind(int index, long? value) => value is { } number ? Bind(index, number) : BindNull(index);

    /// <summary>Binds a time as nanoseconds since 1970.</summary>
    public Statement Bind(int index, DateTimeOffset value) => Bind(index, Nanoseconds.FromTime(value));

    /// <summary>Binds a time as nanoseconds since 1970; null becomes NULL.</summary>
    public Statement Bind(int index, DateTimeOffset? value) => value is { } time ? Bind(index, time) : BindNull(index);

    /// <summary>Binds bytes; null becomes NULL, an empty array an empty blob.</summary>
    public Statement Bind(int index, byte[]? value) => value is null ? BindNull(index) : BindBytes(index, value);

    /// <summary>Binds bytes.</summary>
    public Statement BindBytes(int index, ReadOnlySpan<byte> value)
    {
        // A null pointer would bind NULL, so an empty blob needs a pointer to something.
        byte nothing = 0;
        fixed (byte* pointer = value)
        {
            connection.Check(NativeMethods.sqlite3_bind_blob64(
                handle, index, pointer is null ? &nothing : pointer, (ulong)value.Length, Copy));
        }

        return this;
    }

    /// <summary>Binds NULL.</summary>
    public Statement BindNull(int index)
    {
        connection.Check(NativeMethods.sqlite3_bind_null(handle, index));
        return this;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var code = NativeMethods.sqlite3_step(handle);
        if (code is ResultCode.Row or ResultCode.Done)
        {
            return code == ResultCode.Row;
        }

        connection.Check(code);
        return false;
    }

    /// <summary>Whether there is a row.</summary>
    public bool HasRow() => ReadFirst(_ => true);

    /// <summary>What the first row holds; the default value when there is none.</summary>
    public T? ReadFirst<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>What the rows hold, in their order.</summary>
    public List<T> ReadAll<T>(Func<Statement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (Step())
            {
                rows.Add(read(this));
            }

            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a statement without rows and returns how many rows it changed.</summary>
    public int Run()
    {
        try
        {
            Step();
            return connection.Changes;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Makes it ready for its next use and lets go of what was bound.</summary>
    public void Reset()
    {
        // reset repeats the error of the last step, which was reported when it happened.
        _ = NativeMethods.sqlite3_reset(handle);
        _ = NativeMethods.sqlite3_clear_bindings(handle);
    }

    /// <summary>Whether a column is NULL.</summary>
    public bool IsNull(int column) => NativeMethods.sqlite3_column_type(handle, column) == NullType;

    /// <summary>A whole number; NULL reads as 0.</summary>
    public long GetInt64(int column) => NativeMethods.sqlite3_column_int64(handle, column);

    /// <summary>Text; NULL reads as empty.</summary>
    public string GetString(int column)
    {
        var text = NativeMethods.sqlite3_column_text(handle, column);
        return text is null ? "" : Encoding.UTF8.GetString(text, NativeMethods.sqlite3_column_bytes(handle, column));
    }

    /// <summary>Text or null.</summary>
    public string? GetOptionalString(int column) => IsNull(column) ? null : GetString(column);

    /// <summary>Bytes; NULL reads as empty.</summary>
    public byte[] GetBytes(int column)
    {
        var bytes = NativeMethods.sqlite3_column_blob(handle, column);
        return bytes is null ? [] : new ReadOnlySpan<byte>(bytes, NativeMethods.sqlite3_column_bytes(handle, column)).ToArray();
    }

    /// <summary>Bytes or null.</summary>
    public byte[]? GetOptionalBytes(int column) => IsNull(column) ? null : GetBytes(column);

    /// <summary>A time (UTC).</summary>
    public DateTimeOffset GetTime(int column) => Nanoseconds.ToTime(GetInt64(column));

    /// <summary>A time (UTC) or null.</summary>
    public DateTimeOffset? GetOptionalTime(int column) => IsNull(column) ? null : GetTime(column);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
