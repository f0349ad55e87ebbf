using Tactus.Protocol;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Tells a superseded executor from a run that is not there, after a conditional write changed nothing.</summary>
internal static class Fence
{
    private const string SelectEpoch = "SELECT epoch FROM run WHERE id = ?1";

    /// <summary>Throws unless the execution still owns its run.</summary>
    /// <exception cref="TactusException">TAC6101, TAC6103.</exception>
    public static void Require(SqliteConnection connection, Execution execution)
    {
        var statement = connection.Prepare(SelectEpoch).Bind(1, execution.RunId);
        try
        {
            if (!statement.Step())
            {
                throw JournalErrors.NoSuchRun(execution.RunId);
            }

            var current = statement.GetInt64(0);
            if (current != execution.Epoch)
            {
                throw JournalErrors.Superseded(execution.RunId, execution.Epoch, current);
            }
        }
        finally
        {
            statement.Reset();
        }
    }
}
