using System.CommandLine;
using System.CommandLine.Parsing;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Docs;

// Proves that every command line in the README and the other pages is one that the program understands.
public sealed class DocumentedCommandTests
{
    // Names that stand for whatever a reader puts there.
    private static readonly string[] Placeholders = ["COMMAND"];

    // A name that stands for a number.
    private const string NumberPlaceholder = "N";

    [Fact]
    public async Task Every_documented_command_parses()
    {
        await using var program = new InProcessCli();

        string[] wrong =
        [
            .. from documented in DocumentedCommand.All()
               let problem = ProblemOf(program.Root, documented.Command)
               where problem is not null
               select $"{documented.Place}: tactus {documented.Command}: {problem}",
        ];

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_found()
    {
        await using var program = new InProcessCli();

        ProblemOf(program.Root, "runs resurrect X").ShouldNotBeNull();
        ProblemOf(program.Root, "run x.tac --sandbocks").ShouldNotBeNull();
        ProblemOf(program.Root, "run x.tac --sandbox").ShouldBeNull();
    }

    [Fact]
    public void The_pages_hold_commands() => DocumentedCommand.All().Count().ShouldBeGreaterThan(30);

    [Fact]
    public async Task Every_command_is_in_the_reference()
    {
        await using var program = new InProcessCli();
        string page = File.ReadAllText(Checkout.PathOf("docs/cli.md"));

        foreach (string command in program.Root.Subcommands.Select(command => command.Name))
        {
            page.ShouldContain($"`{(command == "run" ? "tactus run" : command)}", Case.Sensitive, $"docs/cli.md does not name {command}");
        }
    }

    [Fact]
    public async Task Every_option_of_run_is_in_the_reference()
    {
        await using var program = new InProcessCli();
        string page = File.ReadAllText(Checkout.PathOf("docs/cli.md"));

        foreach (Option option in program.Root.Subcommands.Single(command => command.Name == "run").Options)
        {
            page.ShouldContain(option.Name, Case.Sensitive, $"docs/cli.md does not name {option.Name}");
        }
    }

    private static string? ProblemOf(RootCommand root, string command)
    {
        string[] words = [.. ShellWords.Split(command).Where(word => !Placeholders.Contains(word)).Select(word => word == NumberPlaceholder ? "1" : word)];
        ParseResult parsed = root.Parse(words);

        // A command that is only named, "tactus trust", lacks its argument in prose and in nobody's shell.
        bool named = words.Length == parsed.Tokens.Count && parsed.Tokens.All(token => token.Type == TokenType.Command);
        return parsed.Errors.Count == 0 || named ? null : parsed.Errors[0].Message;
    }
}
