namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Writes nothing; its end tells that everything queued before it is on disk.</summary>
internal sealed class Barrier() : WriteOperation(awaited: true)
{
    public override void Execute(SqliteConnection connection)
    {
    }
}
