namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads a run's log lines and events page by page, in the order of their arrival.</summary>
internal static class EventReader
{
    /// <summary>Events per page: 256.</summary>
    public const int PageSize = 256;

    private const string SelectOne = "SELECT 1 FROM event WHERE run_id = ?1 AND branch = ?2 AND position = ?3 AND ordinal = ?4";

    private const string Select = """
        SELECT number, branch, position, ordinal, kind, name, text, data, source_file, source_line, at
        FROM event WHERE run_id = ?1 AND number > ?2 ORDER BY number LIMIT ?3
        """;

    /// <summary>Whether there is an event under a key and ordinal.</summary>
    public static bool Exists(SqliteConnection connection, string runId, EntryKey key, int ordinal) =>
        connection.Prepare(SelectOne).Bind(1, runId).Bind(2, key.Branch).Bind(3, key.Position).Bind(4, ordinal).HasRow();

    /// <summary>The events behind a number, each with its own.</summary>
    public static List<(long Number, RunEvent Event)> ReadPage(SqliteConnection connection, string runId, long after) =>
        connection.Prepare(Select).Bind(1, runId).Bind(2, after).Bind(3, PageSize).ReadAll(row => (row.GetInt64(0), Read(row)));

    private static RunEvent Read(Statement row) => new(
        new EntryKey(row.GetString(1), row.GetInt64(2)),
        (int)row.GetInt64(3),
        row.GetString(4),
        row.GetString(5),
        row.GetBytes(6),
        row.GetOptionalBytes(7),
        row.GetString(8),
        (int)row.GetInt64(9),
        row.GetTime(10));
}
