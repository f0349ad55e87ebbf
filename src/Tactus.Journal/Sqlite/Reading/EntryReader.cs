using Tactus.Journal.Sqlite.Native;

namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads a run's entries; many of them page by page, so that a slow reader keeps no transaction open.</summary>
internal static class EntryReader
{
    private const string Select = """
        SELECT entry.branch, entry.position, entry.sequence, entry.kind, entry.name, entry.class, entry.status, entry.arguments_hash,
          coalesce(entry.arguments, arguments_blob.content), coalesce(entry.result, result_blob.content),
          entry.error_code, entry.error_message, entry.error_kind, entry.error_retryable, entry.error_mend,
          entry.source_file, entry.source_line, entry.attempt, entry.delivery, entry.started_at, entry.ended_at
        FROM entry
        LEFT JOIN blob AS arguments_blob ON arguments_blob.hash = entry.arguments_blob
        LEFT JOIN blob AS result_blob ON result_blob.hash = entry.result_blob
        """;

    private const string SelectBySequence = $"{Select} WHERE entry.run_id = ?1 AND entry.sequence > ?2 ORDER BY entry.sequence LIMIT ?3";

    private const string SelectOpen = $"""
        {Select} WHERE entry.run_id = ?1 AND entry.sequence > ?2 AND entry.status = 'intent' ORDER BY entry.sequence LIMIT ?3
        """;

    private const string SelectKind = $"""
        {Select} WHERE entry.run_id = ?1 AND entry.sequence > ?2 AND entry.kind = ?4 ORDER BY entry.sequence LIMIT ?3
        """;

    private const string SelectByDelivery = $"""
        {Select} WHERE entry.run_id = ?1 AND entry.delivery <> 0 AND entry.delivery BETWEEN ?2 AND ?3 AND entry.status <> 'intent'
        ORDER BY entry.delivery
        """;

    private const string SelectByKey = $"{Select} WHERE entry.run_id = ?1 AND entry.branch = ?2 AND entry.position = ?3";

    private const string SelectOpenBehind = $"""
        {Select} WHERE entry.run_id = ?1 AND entry.branch = ?2 AND entry.position > ?3 AND entry.status = 'intent'
        ORDER BY entry.position LIMIT 1
        """;

    private const string SelectAnswered = "SELECT 1 FROM entry WHERE run_id = ?1 AND branch = ?2 AND position = ?3 AND status <> 'intent'";

    private const string SelectCompleted = """
        SELECT position FROM entry WHERE run_id = ?1 AND branch = ?2 AND status <> 'intent' ORDER BY position DESC LIMIT 1
        """;

    /// <summary>The entries behind a sequence number.</summary>
    public static EntryPage ReadPage(SqliteConnection connection, string runId, long after) =>
        ReadPage(connection.Prepare(SelectBySequence), runId, after);

    /// <summary>The entries behind a sequence number whose answer is not known.</summary>
    public static EntryPage ReadOpenPage(SqliteConnection connection, string runId, long after) =>
        ReadPage(connection.Prepare(SelectOpen), runId, after);

    /// <summary>The entries of a kind behind a sequence number.</summary>
    public static EntryPage ReadKindPage(SqliteConnection connection, string runId, string kind, long after) =>
        ReadPage(connection.Prepare(SelectKind).Bind(4, kind), runId, after);

    /// <summary>Adds the answered entries of a range of deliveries to a page, until it is full.</summary>
    public static void ReadDeliveries(SqliteConnection connection, string runId, long from, long through, EntryPage page) =>
        Fill(page, connection.Prepare(SelectByDelivery).Bind(1, runId).Bind(2, from).Bind(3, through));

    /// <summary>The entry at a key or null.</summary>
    public static JournalEntry? Find(SqliteConnection connection, string runId, EntryKey key) =>
        connection.Prepare(SelectByKey).Bind(1, runId).Bind(2, key.Branch).Bind(3, key.Position).ReadFirst(Read);

    /// <summary>Whether there is an entry at a key and its answer is known.</summary>
    public static bool IsAnswered(SqliteConnection connection, string runId, EntryKey key) =>
        connection.Prepare(SelectAnswered).Bind(1, runId).Bind(2, key.Branch).Bind(3, key.Position).HasRow();

    /// <summary>How far a branch came.</summary>
    public static BranchTail ReadTail(SqliteConnection connection, string runId, string branch)
    {
        var completed = ReadCompleted(connection, runId, branch);
        return new BranchTail(
            completed, connection.Prepare(SelectOpenBehind).Bind(1, runId).Bind(2, branch).Bind(3, completed).ReadFirst(Read));
    }

    private static long ReadCompleted(SqliteConnection connection, string runId, string branch) =>
        connection.Prepare(SelectCompleted).Bind(1, runId).Bind(2, branch).ReadFirst(row => row.GetInt64(0));

    private static EntryPage ReadPage(Statement statement, string runId, long after)
    {
        var page = new EntryPage();
        Fill(page, statement.Bind(1, runId).Bind(2, after).Bind(3, EntryPage.Size));
        return page;
    }

    private static void Fill(EntryPage page, Statement statement)
    {
        try
        {
            while (!page.IsFull && statement.Step())
            {
                page.Add(Read(statement));
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    private static JournalEntry Read(Statement row) => new()
    {
        Key = new EntryKey(row.GetString(0), row.GetInt64(1)),
        Sequence = row.GetInt64(2),
        Kind = row.GetString(3),
        Name = row.GetString(4),
        Class = row.GetString(5),
        Status = EntryStatusNames.TryParse(row.GetString(6), out var status)
            ? status
            : throw new SqliteFailure(ResultCode.Corrupt, $"{row.GetString(6)} is no status of an entry"),
        ArgumentsHash = row.GetBytes(7),
        Arguments = row.GetBytes(8),
        Result = row.GetOptionalBytes(9),
        Error = row.IsNull(10)
            ? null
            : new EntryError(row.GetString(10), row.GetString(11), row.GetString(12), row.GetInt64(13) != 0, row.GetOptionalString(14)),
        SourceFile = row.GetString(15),
        SourceLine = (int)row.GetInt64(16),
        Attempt = (int)row.GetInt64(17),
        Delivery = row.GetInt64(18),
        StartedAt = row.GetTime(19),
        EndedAt = row.GetOptionalTime(20),
    };
}
