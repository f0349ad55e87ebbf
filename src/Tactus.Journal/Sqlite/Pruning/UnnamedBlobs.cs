namespace Tactus.Journal.Sqlite.Pruning;

/// <summary>Finds blobs that no run names, and that were not put just now.</summary>
internal static class UnnamedBlobs
{
    // Looked at and deleted at a time: bounds how long other processes wait for one transaction of a prune.
    private const int PageSize = 100;

    private static readonly string s_unnamed = Unnamed(except: "");

    private static readonly string s_select = $"SELECT hash FROM blob WHERE hash > ?2 AND {s_unnamed} ORDER BY hash LIMIT ?3";

    private static readonly string s_delete = $"DELETE FROM blob WHERE hash = ?2 AND {s_unnamed}";

    private static readonly string s_countWithout =
        $"SELECT count(*) FROM blob WHERE {Unnamed("AND run_id NOT IN (SELECT id FROM temp.going)")}";

    /// <summary>Hashes behind a hash, in their order; an empty page is the last.</summary>
    public static List<byte[]> ReadPage(SqliteConnection connection, DateTimeOffset putBefore, byte[] after) =>
        connection.Prepare(s_select).Bind(1, putBefore).BindBytes(2, after).Bind(3, PageSize).ReadAll(row => row.GetBytes(0));

    /// <summary>Deletes a blob if still nobody names it. False when somebody does.</summary>
    public static bool Delete(SqliteConnection connection, DateTimeOffset putBefore, byte[] hash)
    {
        if (connection.Prepare(s_delete).Bind(1, putBefore).BindBytes(2, hash).Run() == 0)
        {
            return false;
        }

        connection.Prepare("DELETE FROM blob_put WHERE hash = ?1").BindBytes(1, hash).Run();
        return true;
    }

    /// <summary>How many blobs nobody would name if these runs, and those whose removal was begun, were gone.</summary>
    public static long CountWithout(SqliteConnection connection, DateTimeOffset putBefore, IEnumerable<string> runIds)
    {
        connection.Execute("CREATE TEMP TABLE IF NOT EXISTS going (id TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM temp.going");
        foreach (var runId in runIds)
        {
            connection.Prepare("INSERT INTO temp.going (id) VALUES (?1)").Bind(1, runId).Run();
        }

        return connection.Prepare(s_countWithout).Bind(1, putBefore).ReadFirst(row => row.GetInt64(0));
    }

    // NOT EXISTS and not NOT IN: each is one look into an index.
    private static string Unnamed(string except) => $"""
        NOT EXISTS (SELECT 1 FROM run_file WHERE run_file.hash = blob.hash {except})
        AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.arguments_blob = blob.hash {except})
        AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.result_blob = blob.hash {except})
        AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.value_blob = blob.hash {except})
        AND NOT EXISTS (SELECT 1 FROM blob_put WHERE blob_put.hash = blob.hash AND blob_put.at >= ?1)
        """;
}
