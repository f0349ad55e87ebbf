namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Adds log lines and events; those that are there already stay as they are.</summary>
internal sealed class AppendEvents(Execution execution, IReadOnlyList<RunEvent> events, bool awaited) : WriteOperation(awaited)
{
    private const string Insert = """
        INSERT INTO event (run_id, branch, position, ordinal, kind, name, text, data, source_file, source_line, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (run_id, branch, position, ordinal) DO NOTHING
        """;

    public override Execution? Execution => execution;

    public override bool IsHistory => true;

    public override bool AddsEvent(string runId, EntryKey key, int ordinal) =>
        execution.RunId == runId && events.Any(item => item.Ordinal == ordinal && item.Key == key);

    public override long Bytes { get; } = events.Sum(item => (long)item.Text.Length + (item.Data?.Length ?? 0));

    public override void Execute(SqliteConnection connection)
    {
        Fence.Require(connection, execution);
        foreach (var item in events)
        {
            connection.Prepare(Insert)
                .Bind(1, execution.RunId)
                .Bind(2, item.Key.Branch)
                .Bind(3, item.Key.Position)
                .Bind(4, item.Ordinal)
                .Bind(5, item.Kind)
                .Bind(6, item.Name)
                .BindBytes(7, item.Text)
                .Bind(8, item.Data)
                .Bind(9, item.SourceFile)
                .Bind(10, item.SourceLine)
                .Bind(11, item.At)
                .Run();
        }
    }
}
