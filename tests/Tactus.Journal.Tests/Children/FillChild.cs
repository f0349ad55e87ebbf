using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Children;

/// <summary>Appends until the disk is full, then tells what still works, before and after space is free again.</summary>
internal static class FillChild
{
    private const int BallastBytes = 512 * 1024;

    public static async Task RunAsync(string database, string runId)
    {
        var ballast = Path.Combine(Path.GetDirectoryName(database)!, "ballast");
        await using var store = SqliteRunStore.Open(database);
        await File.WriteAllBytesAsync(ballast, new byte[BallastBytes]);
        await store.CreateAsync(Sample.Run(runId), CancellationToken.None);
        Console.WriteLine($"full {await FillAsync(store, runId)}");
        Console.WriteLine($"append {await CodeOf(() => store.AppendAsync(runId, 1, Sample.New(Sample.Entry(9_999)), Durability.Flushed, default))}");
        File.Delete(ballast);
        Console.WriteLine($"again {await CodeOf(() => store.AppendAsync(runId, 1, Sample.New(Sample.Entry(9_999)), Durability.Flushed, default))}");
        Console.WriteLine($"succeed {await CodeOf(() => store.CompleteAsync(runId, 1, Sample.Completion(), default))}");
        Console.WriteLine($"interrupt {await CodeOf(() => store.CompleteAsync(runId, 1, Sample.Completion(RunStatus.Interrupted), default))}");

        var acknowledged = 0L;
        await foreach (var entry in store.ReadEntriesAsync(runId, CancellationToken.None))
        {
            acknowledged = entry.Sequence == acknowledged + 1 ? entry.Sequence : -1;
        }

        Console.WriteLine($"kept {acknowledged}");
    }

    private static async Task<string> FillAsync(SqliteRunStore store, string runId)
    {
        var content = new byte[20_000];
        for (var i = 1L; ; i++)
        {
            try
            {
                await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(i, result: content)), Durability.Flushed, CancellationToken.None);
            }
            catch (TactusException failure)
            {
                return $"{failure.Code} {i - 1}";
            }
        }
    }

    private static async Task<string> CodeOf(Func<ValueTask> action)
    {
        try
        {
            await action();
            return "ok";
        }
        catch (TactusException failure)
        {
            return failure.Code;
        }
    }
}
