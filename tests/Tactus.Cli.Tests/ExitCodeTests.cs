using System.Globalization;
using System.Text.RegularExpressions;
using Tactus.Cli.Tests.Support;
using Tactus.Journal;

namespace Tactus.Cli.Tests;

// Proves that the exit codes are those of the table in docs/cli.md, one for each way a run can end.
public sealed partial class ExitCodeTests
{
    [Fact]
    public void Every_status_has_the_documented_code()
    {
        Dictionary<string, int> table = ReadTable();

        foreach (RunStatus status in Enum.GetValues<RunStatus>().Where(status => status != RunStatus.Running))
        {
            ExitCode.Of(status).ShouldBe(table[RunStatusNames.ToText(status)], status.ToString());
        }
    }

    [Fact]
    public void Every_documented_status_exists()
    {
        string[] names = [.. Enum.GetValues<RunStatus>().Select(RunStatusNames.ToText)];

        ReadTable().Keys.Where(name => !names.Contains(name)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TAC4030", ExitCode.Refused)]
    [InlineData("TAC5003", ExitCode.Refused)]
    [InlineData("TAC3101", ExitCode.Refused)]
    [InlineData("TAC4001", ExitCode.Usage)]
    [InlineData("TAC6201", ExitCode.Usage)]
    [InlineData("TAC7001", ExitCode.Usage)]
    [InlineData("TAC3211", ExitCode.Usage)]
    public void An_error_before_a_run_is_a_refusal_or_a_mistake(string code, int exit) => ErrorExitCode.Of(code).ShouldBe(exit);

    private static Dictionary<string, int> ReadTable() =>
        RowPattern().Matches(File.ReadAllText(Checkout.PathOf("docs/cli.md")))
            .ToDictionary(row => row.Groups["status"].Value, row => int.Parse(row.Groups["code"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    [GeneratedRegex(@"^\| (?<code>\d+) \| (?<status>[a-z_]+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
