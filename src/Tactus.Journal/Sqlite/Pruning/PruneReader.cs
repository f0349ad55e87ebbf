using Tactus.Journal.Sqlite.Reading;

namespace Tactus.Journal.Sqlite.Pruning;

/// <summary>Reads what a prune decides by.</summary>
internal static class PruneReader
{
    private const string Columns = "id, parent_id, status, epoch, executor, heartbeat_at, completed_at";

    // Whatever was heard of after that time is not looked at; PruneRules.IsCandidate decides about the rest.
    private const string SelectOld = $"SELECT {Columns} FROM run WHERE heartbeat_at < ?1 AND removed_at IS NULL ORDER BY created_at, id";

    private const string SelectOne = $"SELECT {Columns} FROM run WHERE id = ?1 AND removed_at IS NULL";

    private const string SelectRemoved = "SELECT id FROM run WHERE removed_at IS NOT NULL";

    /// <summary>Runs that were last heard of before a time, oldest first.</summary>
    public static List<PruneCandidate> ReadOld(SqliteConnection connection, DateTimeOffset before) =>
        connection.Prepare(SelectOld).Bind(1, before).ReadAll(Read);

    /// <summary>One run or null.</summary>
    public static PruneCandidate? Find(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectOne).Bind(1, runId).ReadFirst(Read);

    /// <summary>Runs whose removal was begun and not ended.</summary>
    public static List<string> ReadRemoved(SqliteConnection connection) =>
        connection.Prepare(SelectRemoved).ReadAll(row => row.GetString(0));

    private static PruneCandidate Read(Statement row) => new(
        row.GetString(0), row.GetOptionalString(1), RunReader.ParseStatus(row.GetString(2)), row.GetInt64(3), row.GetString(4),
        row.GetTime(5), row.GetOptionalTime(6));
}
