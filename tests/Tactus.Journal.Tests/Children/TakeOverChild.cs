using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Children;

/// <summary>Tries to take over each run whose name arrives, at epoch 1, and says how that went.</summary>
internal static class TakeOverChild
{
    public static async Task RunAsync(string database, string executor)
    {
        await using var store = SqliteRunStore.Open(database);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { Length: > 0 } run)
        {
            try
            {
                await store.TakeOverAsync(run, 1, executor, CancellationToken.None);
                Console.WriteLine("won");
            }
            catch (TactusException refusal)
            {
                Console.WriteLine(refusal.Code);
            }
        }
    }
}
