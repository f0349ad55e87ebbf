using Tactus.Journal.Sqlite;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Sqlite;

// Proves that a SQLite library which cannot carry the schema is refused before a file is touched, and that this machine's will do.
public sealed class SqliteLibraryTests
{
    [Fact]
    public void The_library_of_this_machine_will_do() => Should.NotThrow(SqliteLibrary.Require);

    [Fact]
    public void The_oldest_that_knows_strict_tables_will_do() =>
        Should.NotThrow(() => SqliteLibrary.Require(SqliteLibrary.OldestVersion, threads: true));

    [Theory]
    [InlineData(SqliteLibrary.OldestVersion - 1, true)]
    [InlineData(SqliteLibrary.OldestVersion, false)]
    public void An_older_one_or_one_without_threads_is_refused(int version, bool threads) =>
        Should.Throw<TactusException>(() => SqliteLibrary.Require(version, threads)).Code.ShouldBe("TAC6008");
}
