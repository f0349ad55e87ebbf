using Tactus.Journal.Sqlite;

namespace Tactus.Journal.Tests.Children;

/// <summary>Appends until it is killed: mostly lazily, then one flushed whose acknowledgement it prints.</summary>
internal static class AppendChild
{
    public static async Task RunAsync(string database, string runId)
    {
        await using var store = SqliteRunStore.Open(database);
        await store.CreateAsync(Sample.Run(runId), CancellationToken.None);
        for (var sequence = 1L; ; sequence++)
        {
            var flush = sequence % 3 == 0;
            await store.AppendAsync(
                runId, 1, Sample.New(Sample.Entry(sequence)), flush ? Durability.Flushed : Durability.Lazy, CancellationToken.None);
            if (flush)
            {
                Console.WriteLine(sequence);
            }
        }
    }
}
