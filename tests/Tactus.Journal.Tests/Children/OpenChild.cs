using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Children;

/// <summary>Opens a journal and says how that went.</summary>
internal static class OpenChild
{
    public static async Task RunAsync(string database)
    {
        try
        {
            await using var store = SqliteRunStore.Open(database);
            Console.WriteLine("ok");
        }
        catch (TactusException failure)
        {
            Console.WriteLine(failure.Code);
        }
    }
}
