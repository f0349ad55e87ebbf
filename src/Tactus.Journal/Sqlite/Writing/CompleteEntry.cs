namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Ends an entry that stands as an intent.</summary>
internal sealed class CompleteEntry(Execution execution, JournalWrite write, bool awaited) : WriteOperation(awaited)
{
    private const string Update = """
        UPDATE entry SET status = ?5, result = ?6, result_blob = ?7, error_code = ?8, error_message = ?9, error_kind = ?10,
          error_retryable = ?11, error_mend = ?12, attempt = ?13, delivery = ?14, ended_at = ?15
        WHERE run_id = ?1 AND branch = ?3 AND position = ?4 AND status = 'intent'
          AND EXISTS (SELECT 1 FROM run WHERE id = ?1 AND epoch = ?2)
        """;

    private const string ForgetAnswer = "DELETE FROM answer WHERE run_id = ?1 AND branch = ?2 AND position = ?3";

    private readonly EncodedValue _result = new(write.Entry.Result);

    public override Execution? Execution => execution;

    public override bool IsHistory => true;

    public override bool WritesEntryOf(string runId, string branch) => execution.RunId == runId && write.Entry.Key.Branch == branch;

    public override long Bytes => _result.Length;

    public override void Execute(SqliteConnection connection)
    {
        var entry = write.Entry;
        _result.WriteBlob(connection);
        var statement = connection.Prepare(Update)
            .Bind(1, execution.RunId)
            .Bind(2, execution.Epoch)
            .Bind(3, entry.Key.Branch)
            .Bind(4, entry.Key.Position)
            .Bind(5, EntryStatusNames.ToText(entry.Status))
            .Bind(8, entry.Error?.Code)
            .Bind(9, entry.Error?.Message)
            .Bind(10, entry.Error?.Kind)
            .Bind(11, entry.Error is { } error ? (error.Retryable ? 1L : 0L) : null)
            .Bind(12, entry.Error?.Mend)
            .Bind(13, entry.Attempt)
            .Bind(14, entry.Delivery)
            .Bind(15, entry.EndedAt);
        _result.Bind(statement, 6);
        try
        {
            if (statement.Run() == 0)
            {
                Fence.Require(connection, execution);
                throw JournalErrors.EntryConflict(execution.RunId, entry.Key, completesIntent: true);
            }
        }
        catch (SqliteFailure failure) when (failure.IsDuplicate)
        {
            throw JournalErrors.EntryConflict(execution.RunId, entry.Key, completesIntent: false);
        }

        if (RunRules.BeginsAnew(write))
        {
            connection.Prepare(ForgetAnswer).Bind(1, execution.RunId).Bind(2, entry.Key.Branch).Bind(3, entry.Key.Position).Run();
        }
    }
}
