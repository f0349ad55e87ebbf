using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Children;

/// <summary>An executor that stands still after its first entry until a line arrives, then goes on as if nothing had happened.</summary>
internal static class PauseChild
{
    public static async Task RunAsync(string database, string runId)
    {
        await using var store = SqliteRunStore.Open(database);
        await store.CreateAsync(
            Sample.Run(runId) with { Executor = ExecutorIdentity.Current().ToString() }, CancellationToken.None);
        await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(1)), Durability.Flushed, CancellationToken.None);
        Console.WriteLine("paused");
        Console.ReadLine();
        try
        {
            await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(2)), Durability.Flushed, CancellationToken.None);
            Console.WriteLine("appended");
        }
        catch (TactusException refusal)
        {
            Console.WriteLine(refusal.Code);
        }
    }
}
