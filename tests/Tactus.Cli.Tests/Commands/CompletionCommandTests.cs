using System.Diagnostics;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Commands;

// Proves that every shell has a script, that the program answers what the scripts ask, and that bash offers what fits the word.
public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _tactus tactus")]
    [InlineData("zsh", "compdef _tactus tactus")]
    [InlineData("fish", "complete -c tactus")]
    public async Task Every_shell_has_a_script(string shell, string expected)
    {
        await using var program = new InProcessCli();

        (await program.RunAsync("completion", shell)).ShouldBe(ExitCode.Success);

        program.Out.ShouldContain(expected);
    }

    [Theory]
    [InlineData("tactus ru", "run")]
    [InlineData("tactus run --dr", "--driver")]
    [InlineData("tactus run --driver ", "bubblewrap")]
    [InlineData("tactus runs ", "apply")]
    public async Task The_program_suggests(string line, string expected)
    {
        await using var program = new InProcessCli();

        await program.RunAsync($"[suggest:{line.Length}]", line);

        program.Out.Split('\n').ShouldContain(expected);
    }

    [Theory]
    [InlineData("ru", "run runs")]
    [InlineData("--dr", "--driver --dry-run")]
    [InlineData("examples/", "")]
    [InlineData("", "run runs trust")]
    public async Task Bash_offers_what_begins_with_the_word(string word, string offered)
    {
        await using var program = new InProcessCli();
        await program.RunAsync("completion", "bash");
        string stub = Path.Combine(program.Folder, "stub");
        await File.WriteAllTextAsync(stub, "#!/bin/sh\nprintf '%s\\n' --driver --dry-run /h run runs trust\n");
        File.SetUnixFileMode(stub, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program.Out + "\nCOMP_WORDS=(\"$1\" \"$2\") COMP_CWORD=1 COMP_POINT=1 COMP_LINE=x; _tactus; echo \"${COMPREPLY[*]}\"");
        start.ArgumentList.Add("bash");
        start.ArgumentList.Add(stub);
        start.ArgumentList.Add(word);

        using Process bash = Process.Start(start)!;
        string printed = await bash.StandardOutput.ReadToEndAsync();

        printed.Trim().ShouldBe(offered);
    }
}
