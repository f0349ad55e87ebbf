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
    public static List<PruneCandidate> ReadOld(SqliteConnection connection, DateTimeOffset before)
    {
        var found = new List<PruneCandidate>();
        var statement = connection.Prepare(SelectOld).Bind(1, before);
        try
        {
            while (statement.Step())
            {
                found.Add(Read(statement));
            }

            return found;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>One run or null.</summary>
    public static PruneCandidate? Find(SqliteConnection connection, string runId)
    {
        var statement = connection.Prepare(SelectOne).Bind(1, runId);
        try
        {
            return statement.Step() ? Read(statement) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs whose removal was begun and not ended.</summary>
    public static List<string> ReadRemoved(SqliteConnection connection)
    {
        var found = new List<string>();
        var statement = connection.Prepare(SelectRemoved);
        try
        {
            while (statement.Step())
            {
                found.Add(statement.GetString(0));
            }

            return found;
        }
        finally
        {
            statement.Reset();
        }
    }

    private static PruneCandidate Read(Statement row) => new(
        row.GetString(0), row.GetOptionalString(1), RunReader.ParseStatus(row.GetString(2)), row.GetInt64(3), row.GetString(4),
        row.GetTime(5), row.GetOptionalTime(6));
}
