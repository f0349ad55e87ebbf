using Tactus.Journal.Tests.Children;

namespace Tactus.Journal.Tests.Sqlite;

// Proves what a full and a read-only file system do: a clear error, nothing lost that was acknowledged, nothing claimed that is not so.
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => Path.Combine(_folder.Path, "runs.db");

    [Fact]
    public async Task A_full_disk_is_told_and_everything_acknowledged_is_kept()
    {
        using var child = ChildProcess.StartInOwnMounts(
            $"mount -t tmpfs -o size=3m,mode=0700 tmpfs {_folder.Path}\nexec \"$@\"", "fill", Database, "r1");

        var lines = (await child.FinishAsync()).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);

        lines["full"][0].ShouldBe("TAC6005");
        int.Parse(lines["full"][1]).ShouldBeGreaterThan(10);
        lines["append"].ShouldBe(["TAC6005"]);
        lines["again"].ShouldBe(["TAC6005"], "the lost entry would leave a hole, although there is space again");
        lines["succeed"].ShouldBe(["TAC6005"]);
        lines["interrupt"].ShouldBe(["ok"]);
        lines["kept"].ShouldBe([lines["full"][1]]);
    }

    [Theory]
    [InlineData("rw", "ok")]
    [InlineData("ro", "TAC6004")]
    public async Task A_read_only_file_system_is_told(string mode, string expected)
    {
        using var child = ChildProcess.StartInOwnMounts(
            $"mount -t tmpfs -o mode=0700 tmpfs {_folder.Path}\n\"$@\" >&2\nmount -o remount,{mode} {_folder.Path}\nexec \"$@\"", "open", Database);

        (await child.FinishAsync()).ShouldBe([expected]);
    }

    [Fact]
    public async Task A_journal_cannot_be_made_on_a_read_only_file_system()
    {
        using var child = ChildProcess.StartInOwnMounts(
            $"mount -t tmpfs -o ro,mode=0700 tmpfs {_folder.Path}\nexec \"$@\"", "open", Database);

        (await child.FinishAsync()).ShouldBe(["TAC6004"]);
    }

    public void Dispose() => _folder.Dispose();
}
