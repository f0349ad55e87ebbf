using System.Globalization;
using Tactus.Journal.Sqlite;
using Tactus.Journal.Tests.Children;

namespace Tactus.Journal.Tests.Sqlite;

// Proves that kill -9 at any moment loses nothing that was acknowledged, and leaves no hole and no damage.
public sealed class CrashTests : IDisposable
{
    private const int Kills = 10;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Everything_acknowledged_survives_the_kill_of_its_writer()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            var run = string.Create(CultureInfo.InvariantCulture, $"run{kill}");
            var acknowledged = await AppendAndKill(run, random.Next(1, 60));

            await using var store = SqliteRunStore.Open(_folder.Database);
            var expected = 1L;
            await foreach (var entry in store.ReadEntriesAsync(run, CancellationToken.None))
            {
                entry.ShouldBeEquivalentTo(Sample.Entry(expected), $"seed {seed}, kill {kill}");
                expected++;
            }

            (expected - 1).ShouldBeGreaterThanOrEqualTo(acknowledged, $"seed {seed}, kill {kill}");
        }

        using var side = new SideConnection(_folder.Database);
        side.Connection.ReadText("PRAGMA integrity_check").ShouldBe("ok");
        side.Number("SELECT count(*) FROM run").ShouldBe(Kills);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<long> AppendAndKill(string run, int acknowledgements)
    {
        using var child = ChildProcess.Start("append", _folder.Database, run);
        string? last = null;
        for (var i = 0; i < acknowledgements; i++)
        {
            last = await child.ReadLineAsync();
        }

        var rest = await child.KillAsync();

        // The kill may cut the last line short, so only a line that is followed by another is surely whole.
        return long.Parse(rest.Count > 1 ? rest[^2] : last!, CultureInfo.InvariantCulture);
    }
}
