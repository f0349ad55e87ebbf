namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Hands a run to another executor under the next epoch, if nobody did since the caller looked.</summary>
internal sealed class TakeOverRun(string runId, long expectedEpoch, string executor, DateTimeOffset now) : WriteOperation(awaited: true)
{
    // The right sides see the row as it was: the request to end a run that had not ended stands.
    private const string Update = """
        UPDATE run SET epoch = epoch + 1, status = 'running', heartbeat_at = ?3, executor = ?4, ended_at = NULL, completed_at = NULL,
          output = NULL, error_code = NULL, error_message = NULL, error_file = NULL, error_line = NULL, traceback = NULL, mend = NULL,
          effects = NULL, cpu_nanos = NULL, lua_peak_bytes = NULL, waits_for = NULL, due_at = NULL, continued_as = NULL,
          model_calls = NULL, model_calls_unpriced = NULL, model_input_tokens = NULL, model_output_tokens = NULL, model_cached_tokens = NULL,
          model_cost_nano_usd = NULL,
          cancel_requested_at = CASE WHEN status IN ('running', 'suspended') THEN cancel_requested_at END
        WHERE id = ?1 AND epoch = ?2 AND removed_at IS NULL
        """;

    // Without its index this would read the whole journal under the lock of the one who writes. RunRules.IsForgettable says the same of one entry.
    private const string Forget = $"""
        DELETE FROM entry INDEXED BY entry_forgettable WHERE run_id = ?1 AND error_kind IN ('budget', 'cancelled')
          AND (error_kind = '{RunRules.BudgetKind}' OR error_code = '{RunRules.EndingCode}')
        """;

    /// <summary>The new epoch, once it is done.</summary>
    public long Epoch => expectedEpoch + 1;

    public override void Execute(SqliteConnection connection)
    {
        if (connection.Prepare(Update).Bind(1, runId).Bind(2, expectedEpoch).Bind(3, now).Bind(4, executor).Run() == 0)
        {
            throw JournalErrors.TakenOver(runId, expectedEpoch, Fence.ReadEpoch(connection, runId));
        }

        connection.Prepare(Forget).Bind(1, runId).Run();
    }
}
