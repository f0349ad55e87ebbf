using Tactus.Journal.Sqlite.Reading;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Keeps what somebody said about an entry, unless somebody was faster.</summary>
internal sealed class AddAnswer(RunAnswer answer) : WriteOperation(awaited: true)
{
    private const string Insert = """
        INSERT INTO answer (run_id, branch, position, value, value_blob, answered_by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private readonly EncodedValue _value = new(answer.Value);

    public override long Bytes => _value.Length;

    public override void Execute(SqliteConnection connection)
    {
        _ = Fence.ReadEpoch(connection, answer.RunId);
        if (AnswerReader.Find(connection, answer.RunId, answer.Key) is { } first)
        {
            throw JournalErrors.Answered(first);
        }

        _value.WriteBlob(connection);
        var statement = connection.Prepare(Insert)
            .Bind(1, answer.RunId)
            .Bind(2, answer.Key.Branch)
            .Bind(3, answer.Key.Position)
            .Bind(6, answer.AnsweredBy)
            .Bind(7, answer.At);
        _value.Bind(statement, 4);
        statement.Run();
    }
}
