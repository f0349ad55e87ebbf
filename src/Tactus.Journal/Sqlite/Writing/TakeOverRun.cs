namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Hands a run to another executor under the next epoch.</summary>
internal sealed class TakeOverRun(string runId, string executor, DateTimeOffset now) : WriteOperation(awaited: true)
{
    private const string Update = """
        UPDATE run SET epoch = epoch + 1, status = 'running', heartbeat_at = ?2, executor = ?3, ended_at = NULL, completed_at = NULL,
          output = NULL, error_code = NULL, error_message = NULL, error_file = NULL, error_line = NULL, traceback = NULL, mend = NULL,
          effects = NULL, cpu_nanos = NULL, lua_peak_bytes = NULL
        WHERE id = ?1
        RETURNING epoch
        """;

    /// <summary>The new epoch, once it is done.</summary>
    public long Epoch { get; private set; }

    public override void Execute(SqliteConnection connection)
    {
        var statement = connection.Prepare(Update).Bind(1, runId).Bind(2, now).Bind(3, executor);
        try
        {
            if (!statement.Step())
            {
                throw JournalErrors.NoSuchRun(runId);
            }

            Epoch = statement.GetInt64(0);
        }
        finally
        {
            statement.Reset();
        }
    }
}
