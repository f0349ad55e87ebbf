using Tactus.Journal.Sqlite;
using Tactus.Journal.Sqlite.Files;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Sqlite.Files;

// Proves that a file which is not plainly ours is refused with its own code and left as it is, byte for byte, and that ours is private.
public sealed class DatabaseFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.Database;

    [Fact]
    public async Task A_new_file_and_its_folder_are_for_their_owner_alone()
    {
        await using var store = SqliteRunStore.Open(Database);
        await store.CreateAsync(Sample.Run("r1"), CancellationToken.None);

        File.GetUnixFileMode(Path.GetDirectoryName(Database)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database)!))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public async Task A_file_that_others_may_read_is_narrowed()
    {
        await MakeWithOneRun();
        File.SetUnixFileMode(Database, (UnixFileMode)0b110_100_100);

        await SqliteRunStore.Open(Database).DisposeAsync();

        File.GetUnixFileMode(Database).ShouldBe((UnixFileMode)0b110_000_000);
    }

    [Theory]
    [InlineData(0b111_111_000)]
    [InlineData(0b111_000_010)]
    public void A_folder_in_which_others_may_write_is_refused(int mode)
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)mode);
        var path = Path.Combine(_folder.Path, "runs.db");

        CodeOfOpening(path).ShouldBe("TAC6009");
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_in_which_others_cannot_replace_files_will_do()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b001_111_111_111);

        await SqliteRunStore.Open(Path.Combine(_folder.Path, "runs.db")).DisposeAsync();
    }

    [Fact]
    public async Task What_was_written_is_there_after_opening_again()
    {
        await MakeWithOneRun();

        await using var store = SqliteRunStore.Open(Database);
        (await store.FindAsync("r1", CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no database at all, but it is long enough to be taken for the first bytes of one, surely, or is it not? ......")]
    public void A_file_of_something_else_is_called_damaged_and_left_as_it_is(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllText(Database, content);

        CodeOfOpening(Database).ShouldBe("TAC6001");
        File.ReadAllText(Database).ShouldBe(content);
    }

    [Fact]
    public async Task A_file_cut_short_is_called_damaged_and_left_as_it_is()
    {
        await MakeWithOneRun();
        var whole = await File.ReadAllBytesAsync(Database);
        await File.WriteAllBytesAsync(Database, whole[..6_000]);

        (await CodeOfReading()).ShouldBe("TAC6001");
        (await File.ReadAllBytesAsync(Database)).ShouldBe(whole[..6_000]);
    }

    [Fact]
    public async Task A_file_with_a_page_overwritten_is_called_damaged_and_left_as_it_is()
    {
        await MakeWithOneRun();
        var bytes = await File.ReadAllBytesAsync(Database);
        long page;
        using (var side = new SideConnection(Database))
        {
            page = side.Number("SELECT rootpage FROM sqlite_schema WHERE name = 'run'");
        }

        bytes.AsSpan((int)(page - 1) * 4096, 4096).Fill(0x5a);
        await File.WriteAllBytesAsync(Database, bytes);

        (await CodeOfReading()).ShouldBe("TAC6001");
        (await File.ReadAllBytesAsync(Database)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_that_is_gone_while_its_log_is_still_there_is_not_made_anew()
    {
        await MakeWithOneRun();
        File.Delete(Database);
        await File.WriteAllTextAsync(Database + "-wal", "frames");

        CodeOfOpening(Database).ShouldBe("TAC6001");
        File.Exists(Database).ShouldBeFalse();
        (await File.ReadAllTextAsync(Database + "-wal")).ShouldBe("frames");
    }

    [Fact]
    public async Task A_newer_file_is_refused_and_left_as_it_is()
    {
        await MakeWithOneRun();
        Change("PRAGMA user_version = 99");
        var before = await File.ReadAllBytesAsync(Database);

        CodeOfOpening(Database).ShouldBe("TAC6002");
        (await File.ReadAllBytesAsync(Database)).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        await MakeWithOneRun();
        Change("PRAGMA application_id = 7");
        var before = await File.ReadAllBytesAsync(Database);

        CodeOfOpening(Database).ShouldBe("TAC6003");
        (await File.ReadAllBytesAsync(Database)).ShouldBe(before);
    }

    [Fact]
    public void A_folder_where_the_file_should_be_is_refused()
    {
        Directory.CreateDirectory(Database);

        CodeOfOpening(Database).ShouldBe("TAC6004");
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "state"), "");

        CodeOfOpening(Database).ShouldBe("TAC6004");
    }

    [Fact]
    public void A_file_that_another_process_made_meanwhile_is_kept()
    {
        var (draft, path) = (Path.Combine(_folder.Path, "draft"), Path.Combine(_folder.Path, "runs.db"));
        File.WriteAllText(draft, "ours");
        DatabaseFile.Publish(draft, path);
        File.ReadAllText(path).ShouldBe("ours");

        File.WriteAllText(path + "2", "theirs");
        DatabaseFile.Publish(draft, path + "2");
        File.ReadAllText(path + "2").ShouldBe("theirs");

        Should.Throw<IOException>(() => DatabaseFile.Publish(draft, Path.Combine(_folder.Path, "no", "such", "folder")));
    }

    [Fact]
    public async Task An_older_schema_is_brought_forward_with_all_it_holds()
    {
        await MakeWithOneRun();

        using var connection = new DatabaseFile(Database, WithNext("ALTER TABLE run ADD COLUMN parent TEXT")).OpenChecked();

        connection.ReadNumber("PRAGMA user_version").ShouldBe(SchemaMigrations.All[^1].Version + 1);
        connection.ReadNumber("SELECT count(*) FROM run WHERE parent IS NULL").ShouldBe(1);
    }

    [Fact]
    public async Task A_step_forward_that_fails_leaves_the_older_schema_whole()
    {
        await MakeWithOneRun();

        Should.Throw<TactusException>(() => new DatabaseFile(Database, WithNext("DELETE FROM run; SELECT nonsense")).OpenChecked())
            .Code.ShouldBe("TAC6006");

        using var side = new SideConnection(Database);
        side.Number("PRAGMA user_version").ShouldBe(SchemaMigrations.All[^1].Version);
        side.Number("SELECT count(*) FROM run").ShouldBe(1);
    }

    [Fact]
    public void The_steps_are_numbered_from_one_without_a_gap() =>
        SchemaMigrations.All.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, SchemaMigrations.All.Count));

    [Fact]
    public async Task Every_connection_syncs_fully_and_holds_foreign_keys()
    {
        await MakeWithOneRun();

        using var connection = SqliteConnection.Open(Database, create: false);
        connection.ReadNumber("PRAGMA synchronous").ShouldBe(2);
        connection.ReadNumber("PRAGMA foreign_keys").ShouldBe(1);
        connection.ReadNumber("PRAGMA trusted_schema").ShouldBe(0);
        connection.ReadText("PRAGMA journal_mode").ShouldBe("wal");
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<SchemaMigration> WithNext(string sql) =>
        [.. SchemaMigrations.All, new SchemaMigration(SchemaMigrations.All[^1].Version + 1, sql)];

    private static string CodeOfOpening(string path) => Should.Throw<TactusException>(() => SqliteRunStore.Open(path)).Code;

    private async Task<string> CodeOfReading() => (await Should.ThrowAsync<TactusException>(async () =>
    {
        await using var store = SqliteRunStore.Open(Database);
        await store.ListAsync(new RunQuery(), CancellationToken.None);
    })).Code;

    private async Task MakeWithOneRun()
    {
        await using var store = SqliteRunStore.Open(Database);
        await store.CreateAsync(Sample.Run("r1"), CancellationToken.None);
    }

    private void Change(string sql)
    {
        using var side = new SideConnection(Database);
        side.Connection.Execute(sql);
    }
}
