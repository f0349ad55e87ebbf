using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Children;

/// <summary>An executor that stands still after its first entries until a line arrives, then does one write as if nothing had happened
/// and says how that went.</summary>
internal static class PauseChild
{
    public static async Task RunAsync(string database, string runId, string write)
    {
        // Under a clock that stands still nothing lazy goes down by itself.
        await using var store = SqliteRunStore.Open(database, new ManualTime(Sample.Start));
        await store.CreateAsync(
            Sample.Run(runId) with { Executor = ExecutorIdentity.Current().ToString() }, CancellationToken.None);
        await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(1)), Durability.Flushed, CancellationToken.None);
        await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(2, status: EntryStatus.Intent)), Durability.Flushed, CancellationToken.None);
        if (write == "queued")
        {
            await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(3)), Durability.Lazy, CancellationToken.None);
        }

        Console.WriteLine("paused");
        Console.ReadLine();
        try
        {
            await WriteAsync(store, runId, write);
            Console.WriteLine("written");
        }
        catch (TactusException refusal)
        {
            Console.WriteLine(refusal.Code);
        }
    }

    private static async Task WriteAsync(SqliteRunStore store, string runId, string write)
    {
        switch (write)
        {
            case "append":
                await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(3)), Durability.Flushed, CancellationToken.None);
                break;
            case "complete":
                await store.AppendAsync(runId, 1, Sample.End(Sample.Entry(2)), Durability.Flushed, CancellationToken.None);
                break;
            case "emit":
                await store.AppendEventsAsync(runId, 1, [Sample.Event(2, 1)], CancellationToken.None);
                await store.HeartbeatAsync(runId, 1, CancellationToken.None);
                break;
            case "queued" or "heartbeat":
                await store.HeartbeatAsync(runId, 1, CancellationToken.None);
                break;
            case "end":
                await store.CompleteAsync(runId, 1, Sample.Completion(RunStatus.Cancelled), CancellationToken.None);
                break;
            default:
                throw new ArgumentException($"no such write: {write}", nameof(write));
        }
    }
}
