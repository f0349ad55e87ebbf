namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Adds a run that begins with entries and events of another; they are copied inside the database.</summary>
internal sealed class ForkRun(string fromRunId, long throughDelivery, RunRecord fork) : WriteOperation(awaited: true)
{
    private const string SelectDelivery = "SELECT 1 FROM entry WHERE run_id = ?1 AND delivery = ?2 AND delivery <> 0 AND status <> 'intent'";

    private const string EntryColumns = """
        branch, position, sequence, kind, name, class, status, arguments_hash, arguments, arguments_blob, result, result_blob, error_code,
        error_message, error_kind, error_retryable, error_mend, source_file, source_line, attempt, delivery, started_at, ended_at
        """;

    private const string CopyEntries = $"""
        INSERT INTO entry (run_id, {EntryColumns})
        SELECT ?2, {EntryColumns} FROM entry
        WHERE run_id = ?1 AND delivery <> 0 AND delivery BETWEEN 1 AND ?3 AND status <> 'intent'
        """;

    // A branch beneath PATH sorts from PATH up to PATH followed by the character after the slash.
    private const string Inside = "c.branch || '/' || c.position || '.checkpoint'";

    // What was answered inside of a shared checkpoint and never handed over has no number of its own to go by.
    private const string CopyInnerEntries = $"""
        INSERT INTO entry (run_id, {EntryColumns})
        SELECT DISTINCT ?2, {Inner} FROM entry AS c CROSS JOIN entry AS e
          ON e.run_id = ?1 AND e.branch >= {Inside} AND e.branch < {Inside} || '0'
        WHERE c.run_id = ?2 AND c.kind = 'checkpoint' AND e.delivery = 0 AND e.status <> 'intent'
        """;

    private const string Inner = """
        e.branch, e.position, e.sequence, e.kind, e.name, e.class, e.status, e.arguments_hash, e.arguments, e.arguments_blob, e.result,
        e.result_blob, e.error_code, e.error_message, e.error_kind, e.error_retryable, e.error_mend, e.source_file, e.source_line,
        e.attempt, e.delivery, e.started_at, e.ended_at
        """;

    // Behind the last shared answer of a branch the fork goes its own way, so what was said there is not its past.
    private const string CopyEvents = $"""
        INSERT INTO event (run_id, branch, position, ordinal, kind, name, text, data, source_file, source_line, at)
        SELECT ?2, branch, position, ordinal, kind, name, text, data, source_file, source_line, at FROM event
        WHERE number IN (
          SELECT e.number FROM event AS e CROSS JOIN entry AS next
            ON next.run_id = ?2 AND next.branch = e.branch AND next.position = e.position + 1
          WHERE e.run_id = ?1
          UNION
          SELECT e.number FROM entry AS c CROSS JOIN event AS e
            ON e.run_id = ?1 AND e.branch >= {Inside} AND e.branch < {Inside} || '0'
          WHERE c.run_id = ?2 AND c.kind = 'checkpoint')
        ORDER BY number
        """;

    private const string CopyAnswers = """
        INSERT INTO answer (run_id, branch, position, value, value_blob, answered_by, at)
        SELECT ?2, a.branch, a.position, a.value, a.value_blob, a.answered_by, a.at FROM answer AS a CROSS JOIN entry AS e
          ON e.run_id = ?2 AND e.branch = a.branch AND e.position = a.position
        WHERE a.run_id = ?1
        """;

    public override void Execute(SqliteConnection connection)
    {
        _ = Fence.ReadEpoch(connection, fromRunId);
        if (throughDelivery != 0 && !HasDelivery(connection))
        {
            throw JournalErrors.NoSuchDelivery(fromRunId, throughDelivery);
        }

        CreateRun.Insert(connection, fork);
        connection.Prepare(CopyEntries).Bind(1, fromRunId).Bind(2, fork.Id).Bind(3, throughDelivery).Run();
        foreach (var copy in (string[])[CopyInnerEntries, CopyEvents, CopyAnswers])
        {
            connection.Prepare(copy).Bind(1, fromRunId).Bind(2, fork.Id).Run();
        }
    }

    private bool HasDelivery(SqliteConnection connection) =>
        connection.Prepare(SelectDelivery).Bind(1, fromRunId).Bind(2, throughDelivery).HasRow();
}
