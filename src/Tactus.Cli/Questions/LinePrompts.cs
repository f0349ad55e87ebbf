using System.Globalization;
using Tactus.Cli.Output;

namespace Tactus.Cli.Questions;

/// <summary>Asks by plain lines: for an input that is no terminal, and for terminals that can do no more.</summary>
internal sealed class LinePrompts(CliConsole console) : IPrompts
{
    public async Task<int?> ChooseAsync(string prompt, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        Show(choices);
        while (await ReadTextAsync($"{prompt}: number", IPrompts.Later, cancellationToken) is { } line)
        {
            if (Find(line, choices) is { } index)
            {
                return index;
            }

            console.Note($"tactus: write a number from 1 to {choices.Count}");
        }

        return null;
    }

    public async Task<IReadOnlyList<int>?> ChooseSeveralAsync(string prompt, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        Show(choices);
        while (await ReadTextAsync($"{prompt}: numbers with commas between, 0 for none", IPrompts.Later, cancellationToken) is { } line)
        {
            if (line.Trim() == "0")
            {
                return [];
            }

            int?[] found = [.. line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => Find(word, choices))];
            if (found.Length > 0 && Array.TrueForAll(found, index => index is not null))
            {
                return [.. found.Select(index => index!.Value).Distinct().Order()];
            }

            console.Note($"tactus: write numbers from 1 to {choices.Count}, for instance 1,2");
        }

        return null;
    }

    public async Task<string?> ReadTextAsync(string prompt, string whenEmpty, CancellationToken cancellationToken)
    {
        string? line = await console.AskAsync($"{prompt} (empty: {whenEmpty})> ", cancellationToken);
        return string.IsNullOrEmpty(line) ? null : line;
    }

    private static int? Find(string word, IReadOnlyList<string> choices)
    {
        if (int.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= choices.Count)
        {
            return number - 1;
        }

        int[] named = [.. choices.Select((choice, index) => (choice, index))
            .Where(pair => pair.choice.Equals(word.Trim(), StringComparison.OrdinalIgnoreCase)).Select(pair => pair.index)];
        return named is [var only] ? only : null;
    }

    private void Show(IReadOnlyList<string> choices)
    {
        for (int i = 0; i < choices.Count; i++)
        {
            console.Note($"  {i + 1}. {choices[i]}");
        }
    }
}
