namespace Tactus.Journal.Sqlite.Reading;

/// <summary>Reads a run's answered entries in the order of their delivery, page by page, without the insides of checkpoints that have ended.</summary>
/// <param name="runId">The run.</param>
/// <param name="fromDelivery">The first delivery that is wanted.</param>
internal sealed class HistoryReader(string runId, long fromDelivery)
{
    /// <summary>Keys that one page looks at: 512, most of which may lie in checkpoints.</summary>
    private const int KeysPerPage = 512;

    private const int MostBranchesRemembered = 4096;

    // Answered from the index alone, so that what is left out costs no look at its row, let alone at its values.
    private const string SelectKeys = """
        SELECT branch, position, delivery FROM entry INDEXED BY entry_by_delivery
        WHERE run_id = ?1 AND delivery <> 0 AND delivery >= ?2 ORDER BY delivery LIMIT ?3
        """;

    // Whether a branch lies in a checkpoint that has ended. There may be as many branches as entries, so not all are kept.
    private readonly Dictionary<string, bool> _endedByBranch = new(StringComparer.Ordinal);

    private readonly List<(EntryKey Key, long Delivery)> _keys = [];
    private long _next = Math.Max(fromDelivery, 1);

    /// <summary>Whether everything was read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads on; the page may be empty before the end.</summary>
    public EntryPage ReadPage(SqliteConnection connection)
    {
        ReadKeys(connection);
        var page = new EntryPage();
        foreach (var (key, delivery) in _keys)
        {
            if (page.IsFull)
            {
                (_next, IsAtEnd) = (delivery, false);
                break;
            }

            if (EntryReader.Find(connection, runId, key) is { Status: not EntryStatus.Intent } entry)
            {
                page.Add(entry);
            }
        }

        return page;
    }

    private void ReadKeys(SqliteConnection connection)
    {
        _keys.Clear();
        var seen = 0;
        var statement = connection.Prepare(SelectKeys).Bind(1, runId).Bind(2, _next).Bind(3, KeysPerPage);
        try
        {
            while (_keys.Count < EntryPage.Size)
            {
                if (!statement.Step())
                {
                    IsAtEnd = seen < KeysPerPage;
                    return;
                }

                seen++;
                var key = new EntryKey(statement.GetString(0), statement.GetInt64(1));
                var delivery = statement.GetInt64(2);
                _next = delivery + 1;
                if (!IsInEndedCheckpoint(connection, key.Branch))
                {
                    _keys.Add((key, delivery));
                }
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    private bool IsInEndedCheckpoint(SqliteConnection connection, string branch)
    {
        if (!BranchPath.MayBeInCheckpoint(branch))
        {
            return false;
        }

        if (!_endedByBranch.TryGetValue(branch, out var ended))
        {
            if (_endedByBranch.Count == MostBranchesRemembered)
            {
                _endedByBranch.Clear();
            }

            ended = BranchPath.EnclosingCheckpoints(branch).Any(key => EntryReader.IsAnswered(connection, runId, key));
            _endedByBranch.Add(branch, ended);
        }

        return ended;
    }
}
