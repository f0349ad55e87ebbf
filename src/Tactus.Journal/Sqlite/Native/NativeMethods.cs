using System.Runtime.InteropServices;

// Only the system's loader path: a library that lies beside the program is not the system's.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]

namespace Tactus.Journal.Sqlite.Native;

/// <summary>The functions of the system's SQLite library that the store calls, under their own names.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "libsqlite3.so.0";

    [LibraryImport(Library)]
    internal static partial int sqlite3_libversion_number();

    [LibraryImport(Library)]
    internal static partial int sqlite3_threadsafe();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sqlite3_open_v2(string path, out nint database, int flags, string? vfs);

    [LibraryImport(Library)]
    internal static partial int sqlite3_close_v2(nint database);

    [LibraryImport(Library)]
    internal static partial int sqlite3_busy_timeout(DatabaseHandle database, int milliseconds);

    [LibraryImport(Library)]
    internal static partial int sqlite3_extended_result_codes(DatabaseHandle database, int on);

    [LibraryImport(Library)]
    internal static partial int sqlite3_extended_errcode(DatabaseHandle database);

    [LibraryImport(Library)]
    internal static partial nint sqlite3_errmsg(DatabaseHandle database);

    [LibraryImport(Library)]
    internal static partial int sqlite3_get_autocommit(DatabaseHandle database);

    [LibraryImport(Library)]
    internal static partial int sqlite3_changes(DatabaseHandle database);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sqlite3_exec(DatabaseHandle database, string sql, nint callback, nint argument, nint error);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int sqlite3_prepare_v3(
        DatabaseHandle database, string sql, int bytes, uint flags, out nint statement, nint tail);

    [LibraryImport(Library)]
    internal static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_step(StatementHandle statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_reset(StatementHandle statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_clear_bindings(StatementHandle statement);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_int64(StatementHandle statement, int index, long value);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_null(StatementHandle statement, int index);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_text(StatementHandle statement, int index, byte* value, int bytes, nint destructor);

    [LibraryImport(Library)]
    internal static partial int sqlite3_bind_blob64(StatementHandle statement, int index, byte* value, ulong bytes, nint destructor);

    [LibraryImport(Library)]
    internal static partial int sqlite3_column_type(StatementHandle statement, int column);

    [LibraryImport(Library)]
    internal static partial long sqlite3_column_int64(StatementHandle statement, int column);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_column_text(StatementHandle statement, int column);

    [LibraryImport(Library)]
    internal static partial byte* sqlite3_column_blob(StatementHandle statement, int column);

    [LibraryImport(Library)]
    internal static partial int sqlite3_column_bytes(StatementHandle statement, int column);
}
