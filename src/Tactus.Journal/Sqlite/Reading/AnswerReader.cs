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
    public static RunAnswer? Find(SqliteConnection connection, string runId, EntryKey key)
    {
        var statement = connection.Prepare(Select).Bind(1, runId).Bind(2, key.Branch).Bind(3, key.Position);
        try
        {
            return statement.Step() ? new RunAnswer(runId, key, statement.GetBytes(0), statement.GetString(1), statement.GetTime(2)) : null;
        }
        finally
        {
            statement.Reset();
        }
    }
}
