using Tactus.Journal.Sqlite.Writing;

namespace Tactus.Journal.Sqlite.Pruning;

/// <summary>Removes a part of a hidden run, in the end its record.</summary>
internal sealed class RemoveRows(string runId) : WriteOperation(awaited: true)
{
    // Rows at a time: bounds how long other processes wait for one transaction of a prune.
    private const int Most = 1_000;

    private const string DeleteEvents = "DELETE FROM event WHERE number IN (SELECT number FROM event WHERE run_id = ?1 LIMIT ?2)";

    private const string DeleteEntries = """
        DELETE FROM entry WHERE run_id = ?1 AND sequence < coalesce(
          (SELECT sequence FROM entry WHERE run_id = ?1 ORDER BY sequence LIMIT 1 OFFSET ?2), 9223372036854775807)
        """;

    // Its files, hashes, controls and answers, which are few, go with it by their foreign keys.
    private const string DeleteRun = "DELETE FROM run WHERE id = ?1 AND removed_at IS NOT NULL";

    /// <summary>Whether nothing is left, once it is done.</summary>
    public bool Done { get; private set; }

    public override void Execute(SqliteConnection connection)
    {
        if (Delete(connection, DeleteEvents) == Most || Delete(connection, DeleteEntries) == Most)
        {
            return;
        }

        connection.Prepare(DeleteRun).Bind(1, runId).Run();
        Done = true;
    }

    private int Delete(SqliteConnection connection, string sql) => connection.Prepare(sql).Bind(1, runId).Bind(2, Most).Run();
}
