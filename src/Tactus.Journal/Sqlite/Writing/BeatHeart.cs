namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Tells that an executor is alive.</summary>
internal sealed class BeatHeart(Execution execution, DateTimeOffset now) : WriteOperation(awaited: true)
{
    private const string Update = "UPDATE run SET heartbeat_at = ?3 WHERE id = ?1 AND epoch = ?2";

    public override Execution? Execution => execution;

    public override void Execute(SqliteConnection connection)
    {
        if (connection.Prepare(Update).Bind(1, execution.RunId).Bind(2, execution.Epoch).Bind(3, now).Run() == 0)
        {
            Fence.Require(connection, execution);
        }
    }
}
