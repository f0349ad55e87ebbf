namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Adds a run.</summary>
internal sealed class CreateRun(RunRecord record) : WriteOperation(awaited: true)
{
    private const string InsertRun = """
        INSERT INTO run (id, epoch, status, heartbeat_at, created_at, executor, procedure_path, seed, language_version, driver, input, grant_json)
        VALUES (?1, 1, 'running', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    private const string InsertHash = "INSERT INTO run_hash (run_id, name, hash) VALUES (?1, ?2, ?3)";

    private const string InsertControl = "INSERT INTO run_control (run_id, ordinal, control) VALUES (?1, ?2, ?3)";

    public override void Execute(SqliteConnection connection)
    {
        try
        {
            connection.Prepare(InsertRun)
                .Bind(1, record.Id)
                .Bind(2, record.HeartbeatAt)
                .Bind(3, record.CreatedAt)
                .Bind(4, record.Executor)
                .Bind(5, record.ProcedurePath)
                .Bind(6, unchecked((long)record.Seed))
                .Bind(7, record.LanguageVersion)
                .Bind(8, record.Driver)
                .BindBytes(9, record.Input)
                .Bind(10, record.GrantJson)
                .Run();
        }
        catch (SqliteFailure failure) when (failure.IsDuplicate)
        {
            throw JournalErrors.RunExists(record.Id);
        }

        foreach (var (name, hash) in record.Hashes)
        {
            connection.Prepare(InsertHash).Bind(1, record.Id).Bind(2, name).Bind(3, hash).Run();
        }

        for (var ordinal = 0; ordinal < record.Controls.Count; ordinal++)
        {
            connection.Prepare(InsertControl).Bind(1, record.Id).Bind(2, ordinal).Bind(3, record.Controls[ordinal]).Run();
        }
    }
}
