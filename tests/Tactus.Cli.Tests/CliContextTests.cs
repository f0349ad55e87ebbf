using System.CommandLine;
using System.Text.Json;
using Tactus.Cli.Commands;
using Tactus.Cli.Output;
using Tactus.Cli.Tests.Support;
using Tactus.Protocol;

namespace Tactus.Cli.Tests;

// Proves that a command fails in one way: code, sentence, place and mend, never a stack trace; and that lost output is said.
public sealed class CliContextTests
{
    [Fact]
    public async Task An_error_shows_code_place_and_mend()
    {
        await using var program = new InProcessCli();

        int code = await FailAsync(program, new TactusException("TAC4001", "the sentence", "the mend", "a.yml", 3, 7));

        code.ShouldBe(ExitCode.Usage);
        program.Out.ShouldBeEmpty();
        program.Error.ShouldBe("error TAC4001: the sentence\n  at a.yml:3:7\n  mend: the mend\n");
    }

    [Fact]
    public async Task Under_json_it_is_one_object_on_standard_output()
    {
        await using var program = new InProcessCli();

        int code = await FailAsync(program, new TactusException("TAC5003", "the sentence"), "--json");

        code.ShouldBe(ExitCode.Refused);
        program.Error.ShouldBeEmpty();
        using JsonDocument printed = JsonDocument.Parse(program.Out);
        JsonElement error = printed.RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("TAC5003");
        error.GetProperty("mend").ValueKind.ShouldBe(JsonValueKind.Null);
        error.GetProperty("file").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_defect_is_said_without_a_stack_trace()
    {
        await using var program = new InProcessCli();

        int code = await FailAsync(program, new InvalidOperationException("nobody expected this"));

        code.ShouldBe(ExitCode.Defect);
        program.Error.ShouldStartWith("error TAC7012: this is a defect of Tactus: InvalidOperationException: nobody expected this\n");
        program.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData(ExitCode.Success, ExitCode.Usage)]
    [InlineData(ExitCode.Cancelled, ExitCode.Cancelled)]
    public async Task Lost_output_is_an_error_unless_there_is_a_worse_one(int before, int after)
    {
        await using var program = new InProcessCli();
        using var error = new MemoryStream();
        using var console = new CliConsole(new FullDisk(), error, static () => null);
        var context = new CliContext(console, program.Context.Engine);

        await console.Out.WriteLineAsync("lost");

        context.Close(before).ShouldBe(after);
        System.Text.Encoding.UTF8.GetString(error.ToArray()).ShouldStartWith("error TAC7010: standard output cannot be written: No space left on device\n");
    }

    [Fact]
    public async Task Output_that_arrived_changes_nothing()
    {
        await using var program = new InProcessCli();
        await program.Console.Out.WriteLineAsync("there");

        program.Context.Close(ExitCode.Success).ShouldBe(ExitCode.Success);
        program.Error.ShouldBeEmpty();
    }

    private static Task<int> FailAsync(InProcessCli program, Exception error, params string[] arguments)
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("fail") { json };
        program.Context.SetAction(command, json, (_, _) => Task.FromException<int>(error));
        program.Root.Subcommands.Add(command);
        return program.RunAsync(["fail", .. arguments]);
    }
}
