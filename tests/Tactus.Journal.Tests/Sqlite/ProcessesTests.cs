using System.Globalization;
using Tactus.Journal.Sqlite;
using Tactus.Journal.Tests.Children;

namespace Tactus.Journal.Tests.Sqlite;

// Proves that several processes share one file from its making on, and that a superseded process writes no more.
public sealed class ProcessesTests : IDisposable
{
    private const int Entries = 150;
    private const int Rounds = 20;

    private static readonly CancellationToken None = CancellationToken.None;

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
            (await store.FindAsync(run, None))!.Status.ShouldBe(RunStatus.Succeeded);
            (await store.ReadEntriesAsync(run, None).CountAsync()).ShouldBe(Entries);
        }

        Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!, "*.new*").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("append")]
    [InlineData("complete")]
    [InlineData("emit")]
    [InlineData("heartbeat")]
    [InlineData("end")]
    [InlineData("queued")]
    public async Task A_paused_and_superseded_executor_writes_nothing(string write)
    {
        using var child = ChildProcess.Start("pause", _folder.Database, "r1", write);
        (await child.ReadLineAsync()).ShouldBe("paused");
        await using var store = SqliteRunStore.Open(_folder.Database);
        (await store.TakeOverAsync("r1", 1, "other", None)).ShouldBe(2);
        var before = await store.FindAsync("r1", None);

        child.WriteLine();

        (await child.FinishAsync()).ShouldBe(["TAC6103"]);
        (await store.ReadEntriesAsync("r1", None).ToListAsync()).Select(entry => entry.Status).ShouldBe([EntryStatus.Succeeded, EntryStatus.Intent]);
        (await store.ReadEventsAsync("r1", None).CountAsync()).ShouldBe(0);
        (await store.FindAsync("r1", None)).ShouldBeEquivalentTo(before);
    }

    [Theory]
    [InlineData("append", 3, EntryStatus.Intent, 0, RunStatus.Running)]
    [InlineData("complete", 2, EntryStatus.Succeeded, 0, RunStatus.Running)]
    [InlineData("emit", 2, EntryStatus.Intent, 1, RunStatus.Running)]
    [InlineData("end", 2, EntryStatus.Intent, 0, RunStatus.Cancelled)]
    [InlineData("queued", 3, EntryStatus.Intent, 0, RunStatus.Running)]
    public async Task The_same_executor_writes_it_when_nobody_took_over(string write, int entries, EntryStatus second, int events, RunStatus status)
    {
        using var child = ChildProcess.Start("pause", _folder.Database, "r1", write);
        (await child.ReadLineAsync()).ShouldBe("paused");

        child.WriteLine();

        (await child.FinishAsync()).ShouldBe(["written"]);
        await using var store = SqliteRunStore.Open(_folder.Database);
        var found = await store.ReadEntriesAsync("r1", None).ToListAsync();
        (found.Count, found[1].Status).ShouldBe((entries, second));
        (await store.ReadEventsAsync("r1", None).CountAsync()).ShouldBe(events);
        (await store.FindAsync("r1", None))!.Status.ShouldBe(status);
    }

    [Fact]
    public async Task Two_executors_that_take_one_run_over_at_once_have_one_winner()
    {
        await using var store = SqliteRunStore.Open(_folder.Database);
        ChildProcess[] rivals = [ChildProcess.Start("take", _folder.Database, "a"), ChildProcess.Start("take", _folder.Database, "b")];
        foreach (var rival in rivals)
        {
            (await rival.ReadLineAsync()).ShouldBe("ready");
        }

        for (var round = 0; round < Rounds; round++)
        {
            var run = $"run{round}";
            await store.CreateAsync(Sample.Run(run), None);
            Array.ForEach(rivals, rival => rival.WriteLine(run));
            string?[] outcomes = [await rivals[0].ReadLineAsync(), await rivals[1].ReadLineAsync()];

            outcomes.ShouldBe(["won", "TAC6108"], ignoreOrder: true);
            var record = (await store.FindAsync(run, None))!;
            (record.Executor, record.Epoch).ShouldBe((outcomes[0] == "won" ? "a" : "b", 2));
        }

        foreach (var rival in rivals)
        {
            rival.WriteLine();
            await rival.FinishAsync();
            rival.Dispose();
        }
    }

    [Fact]
    public async Task A_run_shows_as_interrupted_as_soon_as_its_executor_is_dead_and_not_while_it_merely_stands_still()
    {
        using var child = ChildProcess.Start("pause", _folder.Database, "r1", "append");
        (await child.ReadLineAsync()).ShouldBe("paused");
        await using var store = SqliteRunStore.Open(_folder.Database);
        var record = (await store.FindAsync("r1", None))!;
        record.EffectiveStatus(Sample.Start.AddDays(1)).ShouldBe(RunStatus.Running);

        await child.KillAsync();

        record.EffectiveStatus(Sample.Start).ShouldBe(RunStatus.Interrupted);
    }

    public void Dispose() => _folder.Dispose();
}
