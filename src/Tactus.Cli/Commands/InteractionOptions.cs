using System.CommandLine;
using Tactus.Cli.Questions;
using Tactus.Cli.Views;
using Tactus.Protocol;

namespace Tactus.Cli.Commands;

/// <summary>Whether the person at this terminal is asked: by default where there is one.</summary>
internal sealed class InteractionOptions
{
    public Option<bool> Interactive { get; } =
        CommonOptions.Flag("--interactive", "Ask for every input, and put the procedure's questions here even where no terminal is");

    public Option<bool> NotInteractive { get; } =
        CommonOptions.Flag("--no-interactive", "Ask nothing; a run with a question to a person is suspended and waits for `tactus runs respond`");

    public void AddTo(Command command)
    {
        command.Options.Add(Interactive);
        command.Options.Add(NotInteractive);
    }

    /// <summary>Refuses both at once.</summary>
    /// <exception cref="TactusException">TAC7006.</exception>
    public void Check(ParseResult parsed)
    {
        if (parsed.GetValue(Interactive) && parsed.GetValue(NotInteractive))
        {
            throw new TactusException("TAC7006", "--interactive and --no-interactive contradict each other", "give one of them");
        }
    }

    /// <summary>The way to ask the person here; null where nobody is asked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">Console and journal.</param>
    /// <param name="view">The view that stands still meanwhile.</param>
    public TerminalPeople? CreatePeople(ParseResult parsed, CliContext context, IRunView view)
    {
        bool asks = !parsed.GetValue(NotInteractive) && (parsed.GetValue(Interactive) || context.Console.IsDialog);
        return asks ? new TerminalPeople(context, view) : null;
    }
}
