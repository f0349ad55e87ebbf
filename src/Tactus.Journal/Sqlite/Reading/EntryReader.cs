using Tactus.Journal.Sqlite.Native;

namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads a run's entries page by page, so that a slow reader keeps no transaction open.</summary>
internal static class EntryReader
{
    /// <summary>Entries per page: 64, which is 8 MiB if each holds two values just under the size of a blob.</summary>
    public const int PageSize = 64;

    private const string Select = """
        SELECT entry.branch, entry.position, entry.sequence, entry.kind, entry.name, entry.class, entry.status, entry.arguments_hash,
          coalesce(entry.arguments, arguments_blob.content), coalesce(entry.result, result_blob.content),
          entry.error_code, entry.error_message, entry.error_kind, entry.error_retryable, entry.error_mend,
          entry.source_file, entry.source_line, entry.attempt, entry.delivery, entry.started_at, entry.ended_at
        FROM entry
        LEFT JOIN blob AS arguments_blob ON arguments_blob.hash = entry.arguments_blob
        LEFT JOIN blob AS result_blob ON result_blob.hash = entry.result_blob
        WHERE entry.run_id = ?1 AND entry.sequence > ?2
        ORDER BY entry.sequence
        LIMIT ?3
        """;

    /// <summary>The entries behind a sequence number.</summary>
    public static List<JournalEntry> ReadPage(SqliteConnection connection, string runId, long after)
    {
        var page = new List<JournalEntry>();
        var statement = connection.Prepare(Select).Bind(1, runId).Bind(2, after).Bind(3, PageSize);
        try
        {
            while (statement.Step())
            {
                page.Add(Read(statement));
            }

            return page;
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
