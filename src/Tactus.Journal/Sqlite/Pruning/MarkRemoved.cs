using Tactus.Journal.Sqlite.Writing;

namespace Tactus.Journal.Sqlite.Pruning;

/// <summary>Hides a run from everybody, unless something happened to it since it was looked at.</summary>
internal sealed class MarkRemoved(PruneCandidate run, DateTimeOffset now) : WriteOperation(awaited: true)
{
    // The next epoch, so that a superseded executor which wakes up now writes nothing into what is being removed.
    private const string Update = """
        UPDATE run SET removed_at = ?5, epoch = epoch + 1
        WHERE id = ?1 AND epoch = ?2 AND status = ?3 AND heartbeat_at = ?4 AND removed_at IS NULL
        """;

    /// <summary>Whether it is hidden now, once that is done.</summary>
    public bool Done { get; private set; }

    public override void Execute(SqliteConnection connection) => Done = connection.Prepare(Update)
        .Bind(1, run.Id)
        .Bind(2, run.Epoch)
        .Bind(3, RunStatusNames.ToText(run.Status))
        .Bind(4, run.HeartbeatAt)
        .Bind(5, now)
        .Run() == 1;
}
