using Spectre.Console;
using Tactus.Cli.Output;

namespace Tactus.Cli.Questions;

/// <summary>Asks on a terminal, on standard error: arrows and Enter for choices, a line for text.</summary>
internal sealed class TerminalPrompts : IPrompts
{
    private const string Later = "Answer later";
    private const int LaterIndex = -1;
    private const int ShownAtOnce = 12;

    private readonly IAnsiConsole _terminal;

    public TerminalPrompts(CliConsole console) => _terminal = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(console.Error),
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
        ColorSystem = console.ErrorColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });

    public async Task<int?> ChooseAsync(string prompt, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        SelectionPrompt<int> selection = new SelectionPrompt<int>()
            .Title(Markup.Escape(prompt))
            .PageSize(ShownAtOnce)
            .UseConverter(index => Markup.Escape(index == LaterIndex ? Later : choices[index]))
            .AddChoices(Enumerable.Range(0, choices.Count).Append(LaterIndex));
        int chosen = await ShowAsync(selection, cancellationToken);
        Echo(prompt, chosen == LaterIndex ? Later : choices[chosen]);
        return chosen == LaterIndex ? null : chosen;
    }

    public async Task<IReadOnlyList<int>?> ChooseSeveralAsync(string prompt, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        MultiSelectionPrompt<int> selection = new MultiSelectionPrompt<int>()
            .Title(Markup.Escape(prompt))
            .PageSize(ShownAtOnce)
            .NotRequired()
            .UseConverter(index => Markup.Escape(choices[index]))
            .InstructionsText("(space marks, enter accepts)")
            .AddChoices(Enumerable.Range(0, choices.Count));
        List<int> chosen = await ShowAsync(selection, cancellationToken);
        if (chosen.Count == 0)
        {
            return await ChooseAsync("Nothing is marked", ["Answer with nothing"], cancellationToken) is null ? null : [];
        }

        Echo(prompt, string.Join(", ", chosen.Order().Select(index => choices[index])));
        return [.. chosen.Order()];
    }

    public async Task<string?> ReadTextAsync(string prompt, string whenEmpty, CancellationToken cancellationToken)
    {
        string line = await ShowAsync(new TextPrompt<string>(Markup.Escape($"{prompt} (empty: {whenEmpty})>")).AllowEmpty(), cancellationToken);
        return line.Length == 0 ? null : line;
    }

    private async Task<T> ShowAsync<T>(IPrompt<T> prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await prompt.ShowAsync(_terminal, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A prompt that is taken back leaves its line and a hidden cursor behind.
            _terminal.Cursor.Show();
            _terminal.WriteLine();
            throw;
        }
    }

    // A selection is wiped when it is made; what was answered should stay to be read.
    private void Echo(string prompt, string answer) => _terminal.MarkupLineInterpolated($"{prompt}: [bold]{answer}[/]");
}
