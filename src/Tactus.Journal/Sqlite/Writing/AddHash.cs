namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Adds a hash to a run's record; one that is there under its name stays as it is.</summary>
internal sealed class AddHash(Execution execution, string name, string hash) : WriteOperation(awaited: true)
{
    private const string Insert = "INSERT INTO run_hash (run_id, name, hash) VALUES (?1, ?2, ?3) ON CONFLICT (run_id, name) DO NOTHING";

    public override Execution? Execution => execution;

    public override bool IsHistory => true;

    public override void Execute(SqliteConnection connection)
    {
        Fence.Require(connection, execution);
        connection.Prepare(Insert).Bind(1, execution.RunId).Bind(2, name).Bind(3, hash).Run();
    }
}
