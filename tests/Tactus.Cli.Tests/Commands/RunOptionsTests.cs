using System.CommandLine;
using System.Diagnostics;
using Tactus.Cli.Commands;
using Tactus.Cli.Tests.Support;
using Tactus.Engine.Runs;
using Tactus.Protocol;

namespace Tactus.Cli.Tests.Commands;

// Proves what the options of a run ask for, which of them contradict each other, and that an input is bounded.
public sealed class RunOptionsTests
{
    [Theory]
    [InlineData("x.tac")]
    [InlineData("x.tac", "--sandbox")]
    public async Task A_sandbox_is_the_default(params string[] arguments)
    {
        RunRequest request = await ReadAsync(arguments);

        request.NoSandbox.ShouldBeFalse();
        request.Flags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--no-sandbox")]
    [InlineData("--driver", "none")]
    [InlineData("--no-sandbox", "--driver", "none")]
    public async Task Only_the_command_line_leaves_it_out(params string[] arguments)
    {
        RunRequest request = await ReadAsync(["x.tac", .. arguments]);

        request.NoSandbox.ShouldBeTrue();
        request.Flags.Single().Key.ShouldBe("sandbox.enabled");
    }

    [Theory]
    [InlineData("--sandbox", "--no-sandbox")]
    [InlineData("--no-sandbox", "--driver", "docker")]
    [InlineData("--sandbox", "--driver", "none")]
    public async Task Contradictions_are_said(params string[] arguments) =>
        (await Should.ThrowAsync<TactusException>(() => ReadAsync(["x.tac", .. arguments]))).Code.ShouldBe("TAC7006");

    [Fact]
    public async Task A_flag_never_takes_the_word_after_it()
    {
        await using var program = new InProcessCli();

        program.Root.Parse(["run", "--sandbox", "x.tac"]).Errors.ShouldBeEmpty();
        program.Root.Parse(["run", "--sandbox", "false", "x.tac"]).Errors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("{\"a\": 1}", null)]
    [InlineData("", "it is empty")]
    [InlineData("[1]", "is JSON, but no object")]
    [InlineData("# no JSON", "cannot be read")]
    public async Task An_input_is_a_json_object(string content, string? problem)
    {
        await using var program = new InProcessCli();
        string file = Path.Combine(program.Folder, "input.json");
        await File.WriteAllTextAsync(file, content);

        if (problem is null)
        {
            (await ReadAsync("x.tac", "--input", file)).Input.Entries.Count.ShouldBe(1);
            return;
        }

        TactusException error = await Should.ThrowAsync<TactusException>(() => ReadAsync("x.tac", "--input", file));
        error.Code.ShouldBe("TAC7007");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task An_endless_input_is_refused() =>
        (await Should.ThrowAsync<TactusException>(() => ReadAsync("x.tac", "--input", "/dev/zero"))).Message.ShouldContain("longer than 16777216 bytes");

    [Fact]
    public async Task Giving_up_does_not_wait_for_a_pipe_that_says_nothing()
    {
        await using var program = new InProcessCli();
        string pipe = Path.Combine(program.Folder, "pipe");
        using var giveUp = new CancellationTokenSource();
        using (Process mkfifo = Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync();
        }

        Task<RunRequest> reading = ReadAsync(giveUp.Token, "x.tac", "--input", pipe);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);

        // Lets the thread that was left behind go.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
    }

    private static Task<RunRequest> ReadAsync(params string[] arguments) => ReadAsync(CancellationToken.None, arguments);

    private static async Task<RunRequest> ReadAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var options = new RunOptions();
        var command = new RootCommand();
        options.AddTo(command);
        return await options.ReadAsync(command.Parse(arguments), "/", cancellationToken);
    }
}
