using System.CommandLine;
using System.Reflection;

namespace Tactus.Cli.Commands;

/// <summary><c>tactus completion</c>: prints a shell's completion script.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(CliContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completion", "Print a completion script, for instance: eval \"$(tactus completion bash)\"") { shell };
        context.SetAction(command, json: null, (parsed, _) =>
        {
            Assembly assembly = typeof(CompletionCommand).Assembly;
            string name = assembly.GetManifestResourceNames().Single(
                candidate => candidate.EndsWith($"tactus.{parsed.GetValue(shell)}", StringComparison.Ordinal));
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            context.Console.Out.Write(reader.ReadToEnd());
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
