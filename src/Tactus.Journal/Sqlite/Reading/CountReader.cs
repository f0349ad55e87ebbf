namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads what a run has used up.</summary>
internal static class CountReader
{
    private const string SelectEntries = "SELECT count(*), max(sequence) FROM entry WHERE run_id = ?1";

    private const string SelectDelivery = "SELECT delivery FROM entry WHERE run_id = ?1 AND delivery <> 0 ORDER BY delivery DESC LIMIT 1";

    private const string SelectHostCalls = "SELECT name, count(*) FROM entry WHERE run_id = ?1 AND kind = 'host.call' GROUP BY name";

    private const string SelectEventBytes = "SELECT sum(length(text) + coalesce(length(data), 0)) FROM event WHERE run_id = ?1";

    // The length of a column is in the head of its row: no content is read. RunRules.MayHaveWrittenFile says the same of one entry.
    private const string SelectBytes = """
        SELECT sum(coalesce(length(e.arguments), length(a.content)) + coalesce(length(e.result), length(r.content), 0)),
          sum(CASE WHEN e.kind IN ('file.write', 'file.append') AND e.status <> 'denied' THEN coalesce(length(e.arguments), length(a.content)) END)
        FROM entry AS e LEFT JOIN blob AS a ON a.hash = e.arguments_blob LEFT JOIN blob AS r ON r.hash = e.result_blob
        WHERE e.run_id = ?1
        """;

    /// <summary>The counts of a run; all 0 when there is none.</summary>
    public static RunCounts Read(SqliteConnection connection, string runId)
    {
        var (entries, lastSequence) = ReadPair(connection, SelectEntries, runId);
        var (lastDelivery, _) = ReadPair(connection, SelectDelivery, runId);
        var (eventBytes, _) = ReadPair(connection, SelectEventBytes, runId);
        var (entryBytes, fileBytes) = ReadPair(connection, SelectBytes, runId);
        return new RunCounts(entries, lastSequence, lastDelivery, ReadHostCalls(connection, runId), eventBytes, entryBytes, fileBytes);
    }

    private static (long First, long Second) ReadPair(SqliteConnection connection, string sql, string runId) =>
        connection.Prepare(sql).Bind(1, runId).ReadFirst(row => (row.GetInt64(0), row.GetInt64(1)));

    private static Dictionary<string, long> ReadHostCalls(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectHostCalls).Bind(1, runId).ReadAll(row => (Name: row.GetString(0), Count: row.GetInt64(1)))
            .ToDictionary(row => row.Name, row => row.Count, StringComparer.Ordinal);
}
