namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads what people said about entries.</summary>
internal static class AnswerReader
{
    private const string Select = """
        SELECT coalesce(answer.value, blob.content), answer.answered_by, answer.at
        FROM answer LEFT JOIN blob ON blob.hash = answer.value_blob
        WHERE answer.run_id = ?1 AND answer.branch = ?2 AND answer.position = ?3
        """;

    /// <summary>The answer to an entry or null.</summary>
    public static RunAnswer? Find(SqliteConnection connection, string runId, EntryKey key) =>
        connection.Prepare(Select).Bind(1, runId).Bind(2, key.Branch).Bind(3, key.Position)
            .ReadFirst(row => new RunAnswer(runId, key, row.GetBytes(0), row.GetString(1), row.GetTime(2)));
}
