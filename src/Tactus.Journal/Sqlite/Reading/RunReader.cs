namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads run records.</summary>
internal static class RunReader
{
    private const string Columns = """
        id, epoch, status, heartbeat_at, created_at, ended_at, executor, procedure_path, seed, language_version, driver, input, grant_json,
        completed_at, output, error_code, error_message, error_file, error_line, traceback, mend, effects, cpu_nanos, lua_peak_bytes,
        waits_for, due_at, continued_as, working_directory, coerces_input, parent_id, forked_from, forked_at, continued_from, cancel_requested_at,
        model_calls, model_calls_unpriced, model_input_tokens, model_output_tokens, model_cached_tokens, model_cost_nano_usd
        """;

    private const string SelectOne = $"SELECT {Columns} FROM run WHERE id = ?1 AND removed_at IS NULL";

    private const string NewestFirst = "ORDER BY created_at DESC, id DESC";

    // The status is compared as it is stored; a dead executor's run still says running, so interrupted looks at both.
    private const string OfStatus = " AND (status = ?1 OR (?1 = 'interrupted' AND status = 'running'))";

    private const string OfProcedure = " AND procedure_path = ?2";

    private const string OfDue = " AND due_at <= ?3 AND status = 'suspended'";

    private const string OfParent = " AND parent_id = ?4";

    private const string SelectByPrefix = """
        SELECT id FROM run WHERE substr(id, 1, length(?1)) = ?1 AND removed_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ?2
        """;

    private const string SelectCancel = "SELECT 1 FROM run WHERE id = ?1 AND cancel_requested_at IS NOT NULL AND removed_at IS NULL";

    private const string SelectFiles = "SELECT role, name, display_path, full_path, hash FROM run_file WHERE run_id = ?1 ORDER BY ordinal";

    private const string SelectHashes = "SELECT name, hash FROM run_hash WHERE run_id = ?1";

    private const string SelectControls = "SELECT control FROM run_control WHERE run_id = ?1 ORDER BY ordinal";

    /// <summary>One record or null.</summary>
    public static RunRecord? Find(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectOne).Bind(1, runId).ReadFirst(row => Read(connection, row));

    /// <summary>Records that match a query now.</summary>
    public static List<RunRecord> List(SqliteConnection connection, RunQuery query, DateTimeOffset now)
    {
        var found = new List<RunRecord>();
        var statement = connection.Prepare(SelectMany(query));
        try
        {
            Bind(statement, query);
            while (found.Count < query.Limit && statement.Step())
            {
                var record = Read(connection, statement);
                if (query.Status is null || record.EffectiveStatus(now) == query.Status)
                {
                    found.Add(record);
                }
            }

            return found;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Whether somebody asked for the end of a run.</summary>
    public static bool IsCancelRequested(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectCancel).Bind(1, runId).HasRow();

    /// <summary>Ids that start with a prefix, newest first.</summary>
    public static List<string> FindByPrefix(SqliteConnection connection, string prefix, int limit) =>
        connection.Prepare(SelectByPrefix).Bind(1, prefix).Bind(2, limit).ReadAll(row => row.GetString(0));

    // Only the conditions that are asked for: one that may be absent keeps SQLite from its index. Left to itself it would
    // rather walk through all runs in the order of time than sort the few that wait.
    private static string SelectMany(RunQuery query) => $"""
        SELECT {Columns} FROM run {(query.DueBefore is null ? "" : "INDEXED BY run_by_due ")}WHERE removed_at IS NULL{(query.Status is null ? "" : OfStatus)}{(
            query.ProcedurePath is null ? "" : OfProcedure)}{(query.DueBefore is null ? "" : OfDue)}{(query.ParentId is null ? "" : OfParent)}
        {NewestFirst}
        """;

    private static void Bind(Statement statement, RunQuery query)
    {
        if (query.Status is { } status)
        {
            statement.Bind(1, RunStatusNames.ToText(status));
        }

        if (query.ProcedurePath is not null)
        {
            statement.Bind(2, query.ProcedurePath);
        }

        if (query.DueBefore is { } due)
        {
            statement.Bind(3, due);
        }

        if (query.ParentId is not null)
        {
            statement.Bind(4, query.ParentId);
        }
    }

    private static RunRecord Read(SqliteConnection connection, Statement row)
    {
        var id = row.GetString(0);
        return new RunRecord
        {
            Id = id,
            Epoch = row.GetInt64(1),
            Status = ParseStatus(row.GetString(2)),
            HeartbeatAt = row.GetTime(3),
            CreatedAt = row.GetTime(4),
            EndedAt = row.GetOptionalTime(5),
            Executor = row.GetString(6),
            ProcedurePath = row.GetString(7),
            Seed = unchecked((ulong)row.GetInt64(8)),
            LanguageVersion = row.GetString(9),
            Driver = row.GetString(10),
            Input = row.GetBytes(11),
            GrantJson = row.GetString(12),
            Completion = row.IsNull(13) ? null : ReadCompletion(row),
            WorkingDirectory = row.GetString(27),
            CoercesInput = row.GetInt64(28) != 0,
            ParentId = row.GetOptionalString(29),
            ForkedFrom = row.GetOptionalString(30),
            ForkedAt = row.GetInt64(31),
            ContinuedFrom = row.GetOptionalString(32),
            CancelRequestedAt = row.GetOptionalTime(33),
            Files = ReadFiles(connection, id),
            Hashes = ReadHashes(connection, id),
            Controls = ReadControls(connection, id),
        };
    }

    private static RunCompletion ReadCompletion(Statement row) => new()
    {
        Status = ParseStatus(row.GetString(2)),
        At = row.GetTime(13),
        Output = row.GetOptionalBytes(14),
        ErrorCode = row.GetOptionalString(15),
        ErrorMessage = row.GetOptionalString(16),
        ErrorFile = row.GetOptionalString(17),
        ErrorLine = (int)row.GetInt64(18),
        Traceback = row.GetOptionalString(19),
        Mend = row.GetOptionalString(20),
        Effects = row.GetInt64(21),
        CpuTime = Nanoseconds.ToSpan(row.GetInt64(22)),
        LuaPeakBytes = row.GetInt64(23),
        WaitsFor = row.GetOptionalString(24),
        DueAt = row.GetOptionalTime(25),
        ContinuedAs = row.GetOptionalString(26),
        Models = new ModelUsage
        {
            Calls = row.GetInt64(34),
            UnpricedCalls = row.GetInt64(35),
            InputTokens = row.GetInt64(36),
            OutputTokens = row.GetInt64(37),
            CachedTokens = row.GetInt64(38),
            CostUsd = Nanodollars.ToDollars(row.GetInt64(39)),
        },
    };

    private static Dictionary<string, string> ReadHashes(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectHashes).Bind(1, runId).ReadAll(row => (Name: row.GetString(0), Hash: row.GetString(1)))
            .ToDictionary(row => row.Name, row => row.Hash, StringComparer.Ordinal);

    private static List<string> ReadControls(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectControls).Bind(1, runId).ReadAll(row => row.GetString(0));

    private static List<RunFile> ReadFiles(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectFiles).Bind(1, runId).ReadAll(row =>
            new RunFile(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBytes(4)));

    /// <summary>Reads what <see cref="RunStatusNames"/> wrote.</summary>
    /// <exception cref="SqliteFailure">It is no status.</exception>
    public static RunStatus ParseStatus(string text) => RunStatusNames.TryParse(text, out var status)
        ? status
        : throw new SqliteFailure(Native.ResultCode.Corrupt, $"{text} is no status of a run");
}
