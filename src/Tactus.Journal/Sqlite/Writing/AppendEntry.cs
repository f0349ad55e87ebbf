namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Adds an entry.</summary>
internal sealed class AppendEntry(Execution execution, JournalEntry entry, bool awaited) : WriteOperation(awaited)
{
    private const string Insert = """
        INSERT INTO entry (
          run_id, branch, position, sequence, kind, name, class, status, arguments_hash, arguments, arguments_blob, result, result_blob,
          error_code, error_message, error_kind, error_retryable, error_mend, source_file, source_line, attempt, delivery, started_at, ended_at)
        SELECT ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25
        FROM run WHERE id = ?1 AND epoch = ?2
        """;

    private readonly EncodedValue _arguments = new(entry.Arguments);
    private readonly EncodedValue _result = new(entry.Result);

    public override Execution? Execution => execution;

    public override bool IsHistory => true;

    public override bool WritesEntryOf(string runId, string branch) => execution.RunId == runId && entry.Key.Branch == branch;

    public override long Bytes => _arguments.Length + _result.Length;

    public override void Execute(SqliteConnection connection)
    {
        _arguments.WriteBlob(connection);
        _result.WriteBlob(connection);
        var statement = connection.Prepare(Insert)
            .Bind(1, execution.RunId)
            .Bind(2, execution.Epoch)
            .Bind(3, entry.Key.Branch)
            .Bind(4, entry.Key.Position)
            .Bind(5, entry.Sequence)
            .Bind(6, entry.Kind)
            .Bind(7, entry.Name)
            .Bind(8, entry.Class)
            .Bind(9, EntryStatusNames.ToText(entry.Status))
            .Bind(10, entry.ArgumentsHash)
            .Bind(15, entry.Error?.Code)
            .Bind(16, entry.Error?.Message)
            .Bind(17, entry.Error?.Kind)
            .Bind(18, entry.Error is { } error ? (error.Retryable ? 1L : 0L) : null)
            .Bind(19, entry.Error?.Mend)
            .Bind(20, entry.SourceFile)
            .Bind(21, entry.SourceLine)
            .Bind(22, entry.Attempt)
            .Bind(23, entry.Delivery)
            .Bind(24, entry.StartedAt)
            .Bind(25, entry.EndedAt);
        _arguments.Bind(statement, 11);
        _result.Bind(statement, 13);
        try
        {
            if (statement.Run() == 0)
            {
                Fence.Require(connection, execution);
            }
        }
        catch (SqliteFailure failure) when (failure.IsDuplicate)
        {
            throw JournalErrors.EntryConflict(execution.RunId, entry.Key, completesIntent: false);
        }
    }
}
