using Tactus.Broker.People;
using Tactus.Cli.Output;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Questions;

/// <summary>Leads a person from a question to an answer that fits it, or to none.</summary>
/// <param name="console">Where remarks go.</param>
/// <param name="prompts">How the person is asked.</param>
/// <param name="artifacts">Shows what a review is about.</param>
/// <param name="files">Describes the files of an upload.</param>
internal sealed class QuestionDialog(CliConsole console, IPrompts prompts, ArtifactView artifacts, AnsweredFiles files)
{
    private static readonly string[] s_yesNo = ["Yes", "No"];

    /// <summary>The dialog of this process: arrows and keys on a terminal that can, else plain lines.</summary>
    /// <param name="console">The console.</param>
    /// <param name="workspace">Absolute path of the run's workspace.</param>
    public static QuestionDialog Create(CliConsole console, string workspace)
    {
        bool plain = !console.IsDialog || string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        return new QuestionDialog(
            console,
            plain ? new LinePrompts(console) : new TerminalPrompts(console),
            new ArtifactView(console, Environment.GetEnvironmentVariable("PAGER")),
            new AnsweredFiles(workspace));
    }

    /// <summary>Asks until the answer fits.</summary>
    /// <returns>The answer, or null when the person will answer later.</returns>
    public async Task<Value?> AskAsync(Question question, CancellationToken cancellationToken)
    {
        if (question.Artifact is { } artifact)
        {
            await artifacts.ShowAsync(artifact, question.Original, cancellationToken);
        }

        while (await AskOnceAsync(question, cancellationToken) is { } answer)
        {
            try
            {
                return AnswerCheck.Check(question, answer);
            }
            catch (TactusException misfit)
            {
                console.Note("tactus: " + SafeText.OneLine(misfit.Message, 500), TextStyle.Warning);
            }
        }

        return null;
    }

    private async Task<Value?> AskOnceAsync(Question question, CancellationToken cancellationToken)
    {
        switch (question.Type)
        {
            case QuestionType.Approve:
                return await prompts.ChooseAsync("Your answer", s_yesNo, cancellationToken) is { } choice ? Value.Of(choice == 0) : null;
            case QuestionType.Select when question.IsMultiple:
                return await prompts.ChooseSeveralAsync("Your choice", Labels(question), cancellationToken) is { } chosen
                    ? Value.ListOf([.. chosen.Select(index => question.Options[index].Value)])
                    : null;
            case QuestionType.Select:
                return await prompts.ChooseAsync("Your choice", Labels(question), cancellationToken) is { } one ? question.Options[one].Value : null;
            case QuestionType.Review:
                return await ReviewAsync(question, cancellationToken);
            case QuestionType.Upload:
                return await UploadAsync(question, cancellationToken);
            case QuestionType.Multiple:
                return await AskItemsAsync(question, cancellationToken);
            case QuestionType.Escalate:
                return await prompts.ChooseAsync("Your answer", ["Seen"], cancellationToken) is null ? null : Value.Null;
            case QuestionType.Custom:
                return await ReadJsonAsync(cancellationToken);
            default:
                string hint = question.Placeholder is { Length: > 0 } example ? $"Your answer, for instance {FramedText.Cut(example, 40)}" : "Your answer";
                return await prompts.ReadTextAsync(hint, IPrompts.Later, cancellationToken) is { } text ? Value.Of(text) : null;
        }
    }

    private async Task<Value?> ReviewAsync(Question question, CancellationToken cancellationToken)
    {
        if (await prompts.ChooseAsync("Your decision", Labels(question), cancellationToken) is not { } decision)
        {
            return null;
        }

        string? feedback = await prompts.ReadTextAsync("Your feedback", "none", cancellationToken);
        (string Key, Value Value)[] entries = [("decision", question.Options[decision].Value)];
        return Value.MapOf(feedback is null ? entries : [.. entries, ("feedback", Value.Of(feedback))]);
    }

    private async Task<Value?> UploadAsync(Question question, CancellationToken cancellationToken)
    {
        string prompt = question.IsMultiple ? "Files of the workspace, with commas between" : "A file of the workspace";
        while (await prompts.ReadTextAsync(prompt, IPrompts.Later, cancellationToken) is { } line)
        {
            try
            {
                return question.IsMultiple
                    ? Value.ListOf([.. line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(files.Describe)])
                    : files.Describe(line.Trim());
            }
            catch (TactusException problem)
            {
                console.Note("tactus: " + SafeText.OneLine(problem.Message, 500), TextStyle.Warning);
            }
        }

        return null;
    }

    private async Task<Value?> AskItemsAsync(Question question, CancellationToken cancellationToken)
    {
        var answers = new List<(string Key, Value Value)>();
        foreach (QuestionItem item in question.Items)
        {
            QuestionText.Frame(console, $"{item.Label}{(item.IsRequired ? "" : " (optional)")}\n{item.Question.Message}");
            if (await AskAsync(item.Question, cancellationToken) is { } answer)
            {
                answers.Add((item.Id, answer));
            }
            else if (item.IsRequired)
            {
                return null;
            }
        }

        return Value.MapOf(answers);
    }

    private async Task<Value?> ReadJsonAsync(CancellationToken cancellationToken)
    {
        while (await prompts.ReadTextAsync("Your answer as JSON", IPrompts.Later, cancellationToken) is { } line)
        {
            try
            {
                return ValueJson.Parse(line);
            }
            catch (ValueFormatException problem)
            {
                console.Note("tactus: this is no JSON: " + SafeText.OneLine(problem.Message, 300), TextStyle.Warning);
            }
        }

        return null;
    }

    private string[] Labels(Question question) => [.. question.Options.Select(option => FramedText.Cut(option.Label, console.Width - 10))];
}
