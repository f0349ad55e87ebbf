using Tactus.Journal.Sqlite.Native;
using Tactus.Protocol;

namespace Tactus.Journal.Sqlite;

/// <summary>Makes sure that the system's SQLite library is there and good enough.</summary>
internal static class SqliteLibrary
{
    /// <summary>3.37 brought STRICT tables, which the schema uses.</summary>
    internal const int OldestVersion = 3_037_000;

    /// <exception cref="TactusException">TAC6008: missing, too old, or built without threads.</exception>
    public static void Require()
    {
        int version;
        bool threads;
        try
        {
            version = NativeMethods.sqlite3_libversion_number();
            threads = NativeMethods.sqlite3_threadsafe() != 0;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            throw SqliteErrors.NoLibrary("libsqlite3.so.0 is not installed", error);
        }

        Require(version, threads);
    }

    internal static void Require(int version, bool threads)
    {
        if (version < OldestVersion)
        {
            throw SqliteErrors.NoLibrary($"it is version {version / 1_000_000}.{version / 1_000 % 1_000}, and 3.37 is the oldest that will do");
        }

        if (!threads)
        {
            throw SqliteErrors.NoLibrary("it was built without thread safety");
        }
    }
}
