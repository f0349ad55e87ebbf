using Tactus.Journal.Sqlite.Native;
using Tactus.Protocol;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Does a batch of writes in one transaction, and knows what a failure means for each of them. For one thread at a time.</summary>
/// <param name="connection">Becomes the committer's own; nobody else may use it.</param>
/// <param name="path">The file, for errors.</param>
internal sealed class BatchCommitter(SqliteConnection connection, string path) : IDisposable
{
    private readonly LostWrites _lost = new();

    // Why this process writes no more, or null.
    private SqliteFailure? _broken;

    /// <summary>Does the writes and notes in each that failed why; telling who waits is left to the caller.</summary>
    /// <param name="batch">The writes in order.</param>
    /// <param name="mayWait">Whether to wait while another process writes.</param>
    /// <returns>False when another process writes and nothing was done.</returns>
    public bool Commit(List<WriteOperation> batch, bool mayWait)
    {
        if (_broken is not null)
        {
            Lose(batch, _broken);
            return true;
        }

        try
        {
            if (!mayWait && !connection.TryBegin())
            {
                return false;
            }

            if (mayWait)
            {
                connection.Execute(SqliteConnection.Begin);
            }

            foreach (var operation in batch)
            {
                Execute(operation);
            }

            connection.Execute("COMMIT");
        }
        catch (SqliteFailure failure)
        {
            // A full disk or a long lock may pass. After anything else, a failed fsync above all, nobody knows what the
            // file holds, so this process writes no more.
            if (failure.Code is not (ResultCode.Full or ResultCode.Busy))
            {
                _broken = failure;
            }

            Lose(batch, failure);
            RollBack();
        }
        catch (Exception defect)
        {
            // Whatever else goes wrong, memory running out for instance, nobody may be left waiting for ever.
            _broken = new SqliteFailure(ResultCode.InputOutput, defect.Message);
            Lose(batch, _broken);
            RollBack();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void Execute(WriteOperation operation)
    {
        if (_lost.FindFor(operation) is { } loss)
        {
            operation.Fail(loss);
            return;
        }

        try
        {
            operation.Execute(connection);
        }
        catch (TactusException refusal)
        {
            Refuse(operation, refusal);
        }
        catch (SqliteFailure failure) when (failure.Code == ResultCode.Constraint)
        {
            // Only this statement was undone; the rest of the transaction stands.
            Refuse(operation, JournalErrors.BadWrite(failure));
        }
        catch (Exception defect) when (defect is not SqliteFailure)
        {
            // What cannot even be bound, a time before 1678 for instance, is its caller's mistake and nobody else's loss.
            Refuse(operation, JournalErrors.BadWrite(defect));
        }
    }

    private void Refuse(WriteOperation operation, TactusException refusal)
    {
        operation.Fail(refusal);
        if (!operation.IsAwaited)
        {
            _lost.Note(operation, refusal);
        }
    }

    private void Lose(List<WriteOperation> batch, SqliteFailure failure)
    {
        foreach (var operation in batch)
        {
            operation.Fail(SqliteErrors.From(failure, path));
            _lost.Note(operation, SqliteErrors.From(failure, path));
        }
    }

    private void RollBack()
    {
        try
        {
            connection.RollBackIfOpen();
        }
        catch (SqliteFailure failure)
        {
            _broken ??= failure;
        }
    }
}
