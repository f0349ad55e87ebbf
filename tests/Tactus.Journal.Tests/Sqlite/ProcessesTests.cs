using System.Globalization;
using Tactus.Journal.Sqlite;
using Tactus.Journal.Tests.Children;

namespace Tactus.Journal.Tests.Sqlite;

// Proves that several processes share one file from its making on, and that a superseded process writes no more.
public sealed class ProcessesTests : IDisposable
{
    private const int Entries = 150;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Processes_that_start_together_on_a_missing_file_all_finish_their_runs()
    {
        string[] runs = ["a", "b", "c"];
        var children = runs.Select(run =>
            ChildProcess.Start("contend", _folder.Database, run, Entries.ToString(CultureInfo.InvariantCulture))).ToArray();
        foreach (var child in children)
        {
            (await child.FinishAsync()).ShouldBe(["done"]);
            child.Dispose();
        }

        await using var store = SqliteRunStore.Open(_folder.Database);
        foreach (var run in runs)
        {
            (await store.FindAsync(run, CancellationToken.None))!.Status.ShouldBe(RunStatus.Succeeded);
            (await store.ReadEntriesAsync(run, CancellationToken.None).CountAsync()).ShouldBe(Entries);
        }

        Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!, "*.new*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_stood_still_while_another_took_over_cannot_append_one_entry()
    {
        using var child = ChildProcess.Start("pause", _folder.Database, "r1");
        (await child.ReadLineAsync()).ShouldBe("paused");
        await using var store = SqliteRunStore.Open(_folder.Database);
        (await store.TakeOverAsync("r1", 1, "other", CancellationToken.None)).ShouldBe(2);

        child.WriteLine();

        (await child.FinishAsync()).ShouldBe(["TAC6103"]);
        (await store.ReadEntriesAsync("r1", CancellationToken.None).CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_process_appends_when_nobody_took_over()
    {
        using var child = ChildProcess.Start("pause", _folder.Database, "r1");
        (await child.ReadLineAsync()).ShouldBe("paused");

        child.WriteLine();

        (await child.FinishAsync()).ShouldBe(["appended"]);
    }

    [Fact]
    public async Task A_run_shows_as_interrupted_as_soon_as_its_executor_is_dead_and_not_while_it_merely_stands_still()
    {
        using var child = ChildProcess.Start("pause", _folder.Database, "r1");
        (await child.ReadLineAsync()).ShouldBe("paused");
        await using var store = SqliteRunStore.Open(_folder.Database);
        var record = (await store.FindAsync("r1", CancellationToken.None))!;
        record.EffectiveStatus(Sample.Start.AddDays(1)).ShouldBe(RunStatus.Running);

        await child.KillAsync();

        record.EffectiveStatus(Sample.Start).ShouldBe(RunStatus.Interrupted);
    }

    public void Dispose() => _folder.Dispose();
}
