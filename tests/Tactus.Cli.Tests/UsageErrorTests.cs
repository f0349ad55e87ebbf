using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests;

// Proves that a wrong command line leaves standard output alone, but for the one object under --json.
public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("see: tactus run --help", "run")]
    [InlineData("see: tactus runs show --help", "runs", "show")]
    [InlineData("Commands:", "runs")]
    [InlineData("Commands:")]
    [InlineData("'frob'", "frob")]
    [InlineData("'nowhere'", "run", "x.tac", "--driver", "nowhere")]
    [InlineData("'--chekc'", "format", "x.tac", "--chekc")]
    [InlineData("'--quik'", "validate", "--quik", "x.tac")]
    [InlineData("'--moc'", "test", "x.tac", "--moc")]
    public async Task The_mistake_is_said_on_standard_error(string said, params string[] arguments)
    {
        await using var program = new InProcessCli();

        Report(program, arguments).ShouldBe(ExitCode.Usage);

        program.Out.ShouldBeEmpty();
        program.Error.ShouldContain(said);
    }

    [Fact]
    public async Task Under_json_it_is_one_object()
    {
        await using var program = new InProcessCli();

        Report(program, "run", "--json").ShouldBe(ExitCode.Usage);

        using JsonDocument printed = JsonDocument.Parse(program.Out);
        printed.RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe("TAC7013");
        program.Error.ShouldBeEmpty();
    }

    private static int Report(InProcessCli program, params string[] arguments)
    {
        ParseResult parsed = program.Root.Parse(arguments);
        return UsageError.Report(program.Context, parsed, parsed.Action.ShouldBeOfType<ParseErrorAction>());
    }
}
