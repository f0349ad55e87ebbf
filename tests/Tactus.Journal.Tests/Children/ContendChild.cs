using Tactus.Journal.Sqlite;

namespace Tactus.Journal.Tests.Children;

/// <summary>Does a whole run of so many flushed entries while others do the same.</summary>
internal static class ContendChild
{
    public static async Task RunAsync(string database, string runId, int count)
    {
        await using var store = SqliteRunStore.Open(database);
        await store.CreateAsync(Sample.Run(runId), CancellationToken.None);
        for (var i = 1; i <= count; i++)
        {
            await store.AppendAsync(runId, 1, Sample.New(Sample.Entry(i)), Durability.Flushed, CancellationToken.None);
        }

        await store.CompleteAsync(runId, 1, Sample.Completion(), CancellationToken.None);
        Console.WriteLine("done");
    }
}
