using System.Text.Json;
using Tactus.Journal.Memory;
using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Sqlite;

// Proves that the store on disk and the one in memory do the same: after any sequence of writes, allowed and refused, both tell the same of everything.
public sealed class TwinStoresTests : IAsyncLifetime, IDisposable
{
    private const int Steps = 400;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] s_runs = ["a", "b", "c", "d"];
    private static readonly string[] s_kinds = ["host.call", "checkpoint", "file.read"];

    private static readonly string[] s_branches =
        ["main", "main/2.checkpoint", "main/2.checkpoint/1.procedure", "main/2.checkpoint/2.checkpoint", "main/3.branch", "main/3.branch/1.checkpoint"];

    private static readonly EntryError?[] s_errors =
    [
        null, null, new("TAC3301", "503", "http", true, null), new("TAC3010", "spent", "budget", false, null),
        new("TAC3003", "ending", "cancelled", false, null),
    ];

    private static readonly RunStatus[] s_ends =
        [RunStatus.Succeeded, RunStatus.Failed, RunStatus.Suspended, RunStatus.InDoubt, RunStatus.Interrupted, RunStatus.OutOfBudget];

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(Sample.Start);
    private readonly List<byte[]> _blobs = [new byte[32]];
    private IRunStore[] _stores = null!;

    public Task InitializeAsync()
    {
        _stores = [new MemoryRunStore(_time), SqliteRunStore.Open(_folder.Database, _time)];
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Both_stores_tell_the_same_after_any_sequence_of_writes(int? fixedSeed)
    {
        var seed = fixedSeed ?? Environment.TickCount;
        var random = new Random(seed);
        var outcomes = new HashSet<string>(StringComparer.Ordinal);
        for (var step = 0; step < Steps; step++)
        {
            var write = await ChooseAsync(random);
            var told = new[] { await TellAsync(() => write(_stores[0])), await TellAsync(() => write(_stores[1])) };
            told[1].ShouldBe(told[0], $"seed {seed}, step {step}");
            outcomes.Add(told[0].Split(' ')[0]);
            if (step % 20 == 0)
            {
                (await DescribeAsync(_stores[1])).ShouldBe(await DescribeAsync(_stores[0]), $"seed {seed}, step {step}");
            }
        }

        // The control: writes were done, and refused for most of the reasons there are, or little would have been compared.
        outcomes.ShouldContain("done");
        outcomes.Count(outcome => outcome.StartsWith("TAC", StringComparison.Ordinal)).ShouldBeGreaterThan(5, string.Join(' ', outcomes));
    }

    public async Task DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Func<IRunStore, Task<string>>> ChooseAsync(Random random)
    {
        var run = s_runs[random.Next(s_runs.Length)];
        var record = await _stores[0].FindAsync(run, None);
        var epoch = (record?.Epoch ?? 1) - (random.Next(8) == 0 ? 1 : 0);
        var key = new EntryKey(s_branches[random.Next(s_branches.Length)], random.Next(1, 5));
        var entry = Entry(random, key);
        var (by, content, number) = ($"person {random.Next(9)}", new byte[] { (byte)random.Next(9) }, random.Next(-1, 12));
        switch (random.Next(14))
        {
            case 0 or 1:
                var fresh = New(random, run);
                return Done(store => store.CreateAsync(fresh, None));
            case 2 or 3 or 4 or 5:
                return Done(store => store.AppendAsync(run, epoch, Sample.New(entry), Durability.Flushed, None));
            case 6:
                return Done(store => store.AppendAsync(run, epoch, Sample.End(entry), Durability.Flushed, None));
            case 7 when record is not null:
                return Done(store => store.AppendEventsAsync(run, record.Epoch, [Sample.Event(0, number + 2) with { Key = key with { Position = key.Position - 1 } }], None));
            case 8:
                return Done(store => store.AnswerAsync(new RunAnswer(run, key, content, by, Sample.Start), None));
            case 9:
                return async store => $"epoch {await store.TakeOverAsync(run, epoch, by, None)}";
            case 10:
                var end = Sample.Completion(s_ends[random.Next(s_ends.Length)]) with { At = _time.GetUtcNow(), DueAt = _time.GetUtcNow() };
                return Done(store => store.CompleteAsync(run, epoch, end, None));
            case 11:
                var fork = New(random, s_runs[random.Next(s_runs.Length)]) with { ForkedFrom = run, ForkedAt = number };
                return Done(store => store.ForkAsync(run, number, fork, None));
            case 12:
                _time.Advance(TimeSpan.FromMinutes(random.Next(40)));
                _blobs.Add(System.Security.Cryptography.SHA256.HashData(content));
                return Done(async store => await store.PutBlobAsync(content, None));
            case 13 when random.Next(3) == 0:
                var query = new PruneQuery(_time.GetUtcNow() - TimeSpan.FromMinutes(random.Next(90)), random.Next(2) == 0, random.Next(3) == 0);
                return async store => JsonSerializer.Serialize(await store.PruneAsync(query, None));
            default:
                return Done(store => store.RequestCancelAsync(run, None));
        }
    }

    private static Func<IRunStore, Task<string>> Done(Func<IRunStore, ValueTask> write) => async store =>
    {
        await write(store);
        return "done";
    };

    private static async Task<string> TellAsync(Func<Task<string>> write)
    {
        try
        {
            return await write();
        }
        catch (TactusException refusal)
        {
            return $"{refusal.Code} {refusal.Message}";
        }
    }

    private static JournalEntry Entry(Random random, EntryKey key)
    {
        var entry = Sample.Entry(key.Position, key.Branch, random.Next(1, 40)) with
        {
            Kind = s_kinds[random.Next(s_kinds.Length)], Class = random.Next(2) == 0 ? "once" : "idempotent", Delivery = random.Next(0, 30),
        };
        return random.Next(3) == 0
            ? entry with { Status = EntryStatus.Intent, Result = null, Delivery = 0, EndedAt = null }
            : s_errors[random.Next(s_errors.Length)] is { } error ? entry with { Status = EntryStatus.Failed, Result = null, Error = error } : entry;
    }

    private RunRecord New(Random random, string id) => Sample.Run(id, _time.GetUtcNow()) with
    {
        ParentId = random.Next(2) == 0 ? s_runs[random.Next(s_runs.Length)] : null,
        Files = random.Next(2) == 0 ? [] : [new RunFile("procedure", "", "a.tac", "/a.tac", _blobs[random.Next(_blobs.Count)])],
    };

    private async Task<string> DescribeAsync(IRunStore store)
    {
        var told = new List<object?>();
        foreach (var run in s_runs)
        {
            told.Add(await store.FindAsync(run, None));
            told.Add(await store.ReadEntriesAsync(run, None).ToListAsync());
            told.Add(await store.ReadHistoryAsync(run, 5, None).ToListAsync());
            told.Add(await store.ReadOpenAsync(run, None).ToListAsync());
            told.Add(await store.ReadEventsAsync(run, None).ToListAsync());
            var counts = await store.ReadCountsAsync(run, None);
            told.Add(counts with { HostCalls = new SortedDictionary<string, long>(counts.HostCalls.ToDictionary(), StringComparer.Ordinal) });
            told.Add(await store.IsCancelRequestedAsync(run, None));
            told.Add(await store.ListAsync(new RunQuery(ParentId: run, DueBefore: _time.GetUtcNow()), None));
            foreach (var branch in s_branches)
            {
                told.Add(await store.ReadTailAsync(run, branch, None));
                told.Add(await store.FindAnswerAsync(run, new EntryKey(branch, 1), None));
                told.Add(await store.HasEventAsync(run, new EntryKey(branch, 1), 1, None));
            }
        }

        foreach (var hash in _blobs)
        {
            told.Add(await store.FindBlobAsync(hash, None));
        }

        return JsonSerializer.Serialize(told);
    }
}
