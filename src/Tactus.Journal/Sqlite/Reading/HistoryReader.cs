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
        SELECT branch, delivery FROM entry INDEXED BY entry_by_delivery
        WHERE run_id = ?1 AND delivery <> 0 AND delivery >= ?2 ORDER BY delivery LIMIT ?3
        """;

    // Whether a branch lies in a checkpoint that has ended. There may be as many branches as entries, so not all are kept.
    private readonly Dictionary<string, bool> _endedByBranch = new(StringComparer.Ordinal);

    // Deliveries that are wanted, each range without one between them that is not.
    private readonly List<(long From, long Through)> _ranges = [];
    private long _next = Math.Max(fromDelivery, 1);

    /// <summary>Whether everything was read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads on; the page may be empty before the end.</summary>
    public EntryPage ReadPage(SqliteConnection connection)
    {
        FindRanges(connection);
        var page = new EntryPage();
        foreach (var (from, through) in _ranges)
        {
            EntryReader.ReadDeliveries(connection, runId, from, through, page);
            if (page.IsFull && page.Entries[^1].Delivery is var last && last < _next - 1)
            {
                (_next, IsAtEnd) = (last + 1, false);
                break;
            }
        }

        return page;
    }

    private void FindRanges(SqliteConnection connection)
    {
        _ranges.Clear();
        var (seen, wanted, joins) = (0, 0, false);
        var statement = connection.Prepare(SelectKeys).Bind(1, runId).Bind(2, _next).Bind(3, KeysPerPage);
        try
        {
            while (wanted < EntryPage.Size)
            {
                if (!statement.Step())
                {
                    IsAtEnd = seen < KeysPerPage;
                    return;
                }

                seen++;
                var delivery = statement.GetInt64(1);
                _next = delivery + 1;
                if (IsInEndedCheckpoint(connection, statement.GetString(0)))
                {
                    joins = false;
                    continue;
                }

                wanted++;
                if (joins)
                {
                    _ranges[^1] = _ranges[^1] with { Through = delivery };
                }
                else
                {
                    _ranges.Add((delivery, delivery));
                    joins = true;
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
