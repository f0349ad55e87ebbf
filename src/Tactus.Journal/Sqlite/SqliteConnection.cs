using System.Runtime.InteropServices;
using Tactus.Journal.Sqlite.Native;

namespace Tactus.Journal.Sqlite;

/// <summary>One open connection and the statements prepared on it. For one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    /// <summary>How long a connection waits for another process's write before it gives up: 10 s.</summary>
    internal static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Begins a transaction that will write, and takes the right to.</summary>
    internal const string Begin = "BEGIN IMMEDIATE";

    private const int OpenReadWrite = 0x2;
    private const int OpenCreate = 0x4;
    private const int OpenNoMutex = 0x8000;

    private readonly DatabaseHandle _database;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private SqliteConnection(DatabaseHandle database) => _database = database;

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => NativeMethods.sqlite3_changes(_database);

    /// <summary>Opens a database file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether a missing file is made.</param>
    /// <exception cref="SqliteFailure">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, bool create)
    {
        var flags = OpenReadWrite | OpenNoMutex | (create ? OpenCreate : 0);
        var code = NativeMethods.sqlite3_open_v2(path, out var pointer, flags, null);
        var connection = new SqliteConnection(new DatabaseHandle(pointer));
        try
        {
            connection.Check(code);
            connection.Check(NativeMethods.sqlite3_extended_result_codes(connection._database, 1));
            connection.Check(NativeMethods.sqlite3_busy_timeout(connection._database, (int)BusyTimeout.TotalMilliseconds));
            // trusted_schema off: a file that someone else prepared cannot make SQLite call functions from its views or triggers.
            connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that bind and return nothing.</summary>
    public void Execute(string sql) => Check(NativeMethods.sqlite3_exec(_database, sql, 0, 0, 0));

    /// <summary>Begins a transaction that will write, without waiting. False when another connection writes.</summary>
    public bool TryBegin()
    {
        Check(NativeMethods.sqlite3_busy_timeout(_database, 0));
        var code = NativeMethods.sqlite3_exec(_database, Begin, 0, 0, 0);
        try
        {
            if (ResultCode.Primary(code) == ResultCode.Busy)
            {
                return false;
            }

            Check(code);
            return true;
        }
        finally
        {
            _ = NativeMethods.sqlite3_busy_timeout(_database, (int)BusyTimeout.TotalMilliseconds);
        }
    }

    /// <summary>The statement of a text, prepared once and kept. The caller resets it after use.</summary>
    public Statement Prepare(string sql)
    {
        const uint persistent = 1;
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(NativeMethods.sqlite3_prepare_v3(_database, sql, -1, persistent, out var pointer, 0));
            statement = new Statement(this, new StatementHandle(pointer));
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>The first column of the first row as a number.</summary>
    public long ReadNumber(string sql) => Prepare(sql).ReadFirst(row => row.GetInt64(0));

    /// <summary>The first column of the first row as text.</summary>
    public string ReadText(string sql) => Prepare(sql).ReadFirst(row => row.GetString(0)) ?? "";

    /// <summary>Ends a transaction that a failure left open.</summary>
    public void RollBackIfOpen()
    {
        // Some failures, a full disk among them, have rolled back already; a second ROLLBACK would be an error.
        if (NativeMethods.sqlite3_get_autocommit(_database) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Throws when a call failed.</summary>
    public void Check(int code)
    {
        if (code == ResultCode.Ok)
        {
            return;
        }

        var extended = NativeMethods.sqlite3_extended_errcode(_database);
        throw new SqliteFailure(
            ResultCode.Primary(extended) == ResultCode.Primary(code) ? extended : code,
            Marshal.PtrToStringUTF8(NativeMethods.sqlite3_errmsg(_database)) ?? "");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _database.Dispose();
    }
}
