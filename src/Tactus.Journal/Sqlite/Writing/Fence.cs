using Tactus.Protocol;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Tells a superseded executor from a run that is not there, after a conditional write changed nothing.</summary>
internal static class Fence
{
    private const string SelectEpoch = "SELECT epoch FROM run WHERE id = ?1 AND removed_at IS NULL";

    /// <summary>Throws unless the execution still owns its run.</summary>
    /// <exception cref="TactusException">TAC6101, TAC6103.</exception>
    public static void Require(SqliteConnection connection, Execution execution)
    {
        var current = ReadEpoch(connection, execution.RunId);
        if (current != execution.Epoch)
        {
            throw JournalErrors.Superseded(execution.RunId, execution.Epoch, current);
        }
    }

    /// <summary>The epoch of a run.</summary>
    /// <exception cref="TactusException">TAC6101.</exception>
    public static long ReadEpoch(SqliteConnection connection, string runId) =>
        connection.Prepare(SelectEpoch).Bind(1, runId).ReadFirst<long?>(row => row.GetInt64(0)) ?? throw JournalErrors.NoSuchRun(runId);
}
