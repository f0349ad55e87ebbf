namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Notes that somebody wants a run to end; the first request stays.</summary>
internal sealed class RequestCancel(string runId, DateTimeOffset now) : WriteOperation(awaited: true)
{
    private const string Update = """
        UPDATE run SET cancel_requested_at = ?2
        WHERE id = ?1 AND cancel_requested_at IS NULL AND status IN ('running', 'suspended') AND removed_at IS NULL
        """;

    public override void Execute(SqliteConnection connection)
    {
        if (connection.Prepare(Update).Bind(1, runId).Bind(2, now).Run() == 0)
        {
            _ = Fence.ReadEpoch(connection, runId);
        }
    }
}
