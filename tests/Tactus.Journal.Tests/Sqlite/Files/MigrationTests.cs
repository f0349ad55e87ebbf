using Tactus.Journal.Sqlite;
using Tactus.Journal.Sqlite.Files;
using Tactus.Journal.Tests.Children;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Sqlite.Files;

// Proves that a journal of an older version opens, keeps all its runs and can do everything new, and that one that cannot be brought forward stays as it was.
public sealed class MigrationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.Database;

    [Fact]
    public async Task A_file_of_version_1_keeps_its_runs()
    {
        OlderFile.Make(Database, version: 1);

        await using var store = SqliteRunStore.Open(Database);

        (await store.FindAsync("ended", None)).ShouldBeEquivalentTo(
            Sample.Run("ended") with { Status = RunStatus.Succeeded, EndedAt = Sample.Completion().At, Completion = Sample.Completion() with { Models = ModelUsage.None } });
        (await store.ListAsync(new RunQuery(), None)).Select(run => (run.Id, run.Status)).ShouldBe(
            [("spent", RunStatus.OutOfBudget), ("running", RunStatus.Running), ("ended", RunStatus.Succeeded)]);
        var entries = await store.ReadEntriesAsync("ended", None).ToListAsync();
        entries.Select(entry => (entry.Key.Branch, entry.Key.Position)).ShouldBe([("main", 1), ("main/2.checkpoint", 1), ("main", 2), ("main", 3)]);
        entries[0].ShouldBeEquivalentTo(Sample.Entry(1));
        entries[1].Arguments.Length.ShouldBe(70_000);
        entries[3].Error!.Code.ShouldBe("TAC3101");
        (await store.ReadEventsAsync("ended", None).ToListAsync()).ShouldBeEquivalentTo(
            new List<RunEvent> { Sample.Event(0, 1), Sample.Event(2, 1, "second") });
    }

    [Fact]
    public async Task A_run_of_version_1_can_do_what_is_new()
    {
        OlderFile.Make(Database, version: 1);
        await using var store = SqliteRunStore.Open(Database);

        (await store.ReadHistoryAsync("ended", 1, None).ToListAsync()).Select(entry => entry.Delivery).ShouldBe([1, 3, 4]);
        (await store.ReadTailAsync("running", "main", None)).Open!.Key.Position.ShouldBe(2);
        await store.TakeOverAsync("spent", 1, "me", None);
        (await store.ReadEntriesAsync("spent", None).CountAsync()).ShouldBe(0);
        await store.ForkAsync("ended", 3, Sample.Run("fork", DateTimeOffset.UtcNow) with { ForkedFrom = "ended", ForkedAt = 3 }, None);
        (await store.PruneAsync(new PruneQuery(DateTimeOffset.UtcNow, Unfinished: true), None)).RunIds.ShouldContain("ended");
        (await store.ReadEntriesAsync("fork", None).ToListAsync())[1].Arguments.Length.ShouldBe(70_000);
    }

    [Fact]
    public async Task An_older_file_brought_forward_is_built_like_a_new_one()
    {
        OlderFile.Make(Database, version: 1);
        await SqliteRunStore.Open(Database).DisposeAsync();
        var other = Path.Combine(_folder.Path, "state", "new", "runs.db");
        await SqliteRunStore.Open(other).DisposeAsync();

        ReadSchema(Database).ShouldBe(ReadSchema(other));
        using var side = new SideConnection(Database);
        side.Connection.ReadText("PRAGMA integrity_check").ShouldBe("ok");
        side.Connection.ReadText("PRAGMA foreign_key_check").ShouldBe("");
    }

    [Fact]
    public async Task Processes_that_bring_one_file_forward_at_once_all_open_it()
    {
        OlderFile.Make(Database, version: 1);
        var children = Enumerable.Range(0, 4).Select(_ => ChildProcess.Start("open", Database)).ToList();

        foreach (var child in children)
        {
            (await child.FinishAsync()).ShouldBe(["ok"]);
            child.Dispose();
        }

        await using var store = SqliteRunStore.Open(Database);
        (await store.ListAsync(new RunQuery(), None)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_older_file_that_is_damaged_is_not_brought_forward_and_left_as_it_is()
    {
        OlderFile.Make(Database, version: 1);
        var bytes = await File.ReadAllBytesAsync(Database);
        bytes.AsSpan((int)(RootPageOf("entry") - 1) * 4096, 4096).Fill(0x5a);
        await File.WriteAllBytesAsync(Database, bytes);

        Should.Throw<TactusException>(() => SqliteRunStore.Open(Database)).Code.ShouldBe("TAC6001");

        (await File.ReadAllBytesAsync(Database)).ShouldBe(bytes);
        File.Exists(Database + "-wal").ShouldBeFalse();
    }

    [Fact]
    public async Task An_older_program_refuses_the_file_that_was_brought_forward_and_leaves_it_as_it_is()
    {
        OlderFile.Make(Database, version: 1);
        await SqliteRunStore.Open(Database).DisposeAsync();
        var before = await File.ReadAllBytesAsync(Database);

        Should.Throw<TactusException>(() => new DatabaseFile(Database, [SchemaMigrations.All[0]]).OpenChecked()).Code.ShouldBe("TAC6002");

        (await File.ReadAllBytesAsync(Database)).ShouldBe(before);
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> ReadSchema(string path)
    {
        var lines = new List<string>();
        using var side = new SideConnection(path);
        var statement = side.Connection.Prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name");
        while (statement.Step())
        {
            lines.Add(statement.GetString(0));
        }

        lines.Count.ShouldBeGreaterThan(10);
        return lines;
    }

    private long RootPageOf(string table)
    {
        using var side = new SideConnection(Database);
        return side.Number($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
    }
}
