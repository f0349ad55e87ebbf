using Tactus.Journal.Sqlite.Reading;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Adds a run.</summary>
internal sealed class CreateRun(RunRecord record) : WriteOperation(awaited: true)
{
    private const string InsertRun = """
        INSERT INTO run (
          id, epoch, status, heartbeat_at, created_at, executor, procedure_path, seed, language_version, driver, input, grant_json,
          working_directory, coerces_input, parent_id, forked_from, forked_at, continued_from)
        VALUES (?1, 1, 'running', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """;

    private const string InsertHash = "INSERT INTO run_hash (run_id, name, hash) VALUES (?1, ?2, ?3)";

    private const string InsertControl = "INSERT INTO run_control (run_id, ordinal, control) VALUES (?1, ?2, ?3)";

    private const string InsertFile = """
        INSERT INTO run_file (run_id, ordinal, role, name, display_path, full_path, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    public override void Execute(SqliteConnection connection) => Insert(connection, record);

    /// <summary>Adds a run in the transaction that is open.</summary>
    /// <exception cref="Tactus.Protocol.TactusException">TAC6106, TAC6111; nothing was written.</exception>
    public static void Insert(SqliteConnection connection, RunRecord record)
    {
        foreach (var file in record.Files)
        {
            if (!BlobReader.Exists(connection, file.Hash))
            {
                throw JournalErrors.NoSuchFile(record, file);
            }
        }

        InsertRecord(connection, record);
        foreach (var (name, hash) in record.Hashes)
        {
            connection.Prepare(InsertHash).Bind(1, record.Id).Bind(2, name).Bind(3, hash).Run();
        }

        for (var ordinal = 0; ordinal < record.Controls.Count; ordinal++)
        {
            connection.Prepare(InsertControl).Bind(1, record.Id).Bind(2, ordinal).Bind(3, record.Controls[ordinal]).Run();
        }

        for (var ordinal = 0; ordinal < record.Files.Count; ordinal++)
        {
            var file = record.Files[ordinal];
            connection.Prepare(InsertFile)
                .Bind(1, record.Id)
                .Bind(2, ordinal)
                .Bind(3, file.Role)
                .Bind(4, file.Name)
                .Bind(5, file.DisplayPath)
                .Bind(6, file.FullPath)
                .BindBytes(7, file.Hash)
                .Run();
        }
    }

    private static void InsertRecord(SqliteConnection connection, RunRecord record)
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
                .Bind(11, record.WorkingDirectory)
                .Bind(12, record.CoercesInput ? 1 : 0)
                .Bind(13, record.ParentId)
                .Bind(14, record.ForkedFrom)
                .Bind(15, record.ForkedAt)
                .Bind(16, record.ContinuedFrom)
                .Run();
        }
        catch (SqliteFailure failure) when (failure.IsDuplicate)
        {
            throw JournalErrors.RunExists(record.Id);
        }
    }
}
