using System.CommandLine;
using System.CommandLine.Parsing;
using Tactus.Broker.People;
using Tactus.Cli.Questions;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary>The options that say what to answer, each in the way that its kind of question wants.</summary>
internal sealed class AnswerOptions
{
    private const string Yes = "Approve";
    private const string No = "Reject";

    private readonly Option<bool> _approve = CommonOptions.Flag("--approve", "Yes: approves, decides 'Approve', or says that an escalation was seen");
    private readonly Option<bool> _reject = CommonOptions.Flag("--reject", "No: refuses, or decides 'Reject'");
    private readonly Option<string?> _value = new("--value") { Description = "The whole answer as JSON", HelpName = "JSON" };

    private readonly Option<string?> _text = new("--text")
    {
        Description = "A text; the feedback of a review; the file of an upload", HelpName = "TEXT",
    };

    private readonly Option<string[]> _choose = new("--choose")
    {
        Description = "An option by its label or value; repeatable", HelpName = "OPTION", DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _approve, _reject, _value, _text, _choose })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The answer that these options make, not yet held against the question; null when none is given.</summary>
    /// <exception cref="TactusException">TAC7205: they do not go together or not with the question. TAC7207: the value is no JSON. TAC7208: a
    /// file cannot be taken.</exception>
    public Value? Read(ParseResult parsed, Question question, AnsweredFiles files)
    {
        bool approves = parsed.GetValue(_approve);
        bool rejects = parsed.GetValue(_reject);
        string? value = parsed.GetValue(_value);
        string? text = parsed.GetValue(_text);
        string[] chosen = parsed.GetValue(_choose)!;
        int given = (approves ? 1 : 0) + (rejects ? 1 : 0) + (value is null ? 0 : 1) + (chosen.Length > 0 ? 1 : 0);
        if (given > 1 || (value is not null && text is not null))
        {
            throw new TactusException("TAC7205", "--approve, --reject, --value and --choose exclude each other", "give one of them");
        }

        if (given == 0 && text is null)
        {
            return null;
        }

        if (value is not null)
        {
            return ReadJson(value);
        }

        string[] decisions = approves ? [Yes] : rejects ? [No] : chosen;
        return (question.Type, text) switch
        {
            (QuestionType.Approve, null) when chosen.Length == 0 => Value.Of(approves),
            (QuestionType.Escalate, null) when approves => Value.Null,
            (QuestionType.Input, not null) when given == 0 => Value.Of(text),
            (QuestionType.Custom, not null) when given == 0 => Value.Of(text),
            (QuestionType.Upload, not null) when given == 0 => question.IsMultiple ? Value.ListOf(files.Describe(text)) : files.Describe(text),
            (QuestionType.Select, null) when chosen.Length > 0 && question.IsMultiple => Value.ListOf([.. chosen.Select(one => ValueOf(question, one))]),
            (QuestionType.Select, null) when chosen.Length == 1 => ValueOf(question, chosen[0]),
            (QuestionType.Review, _) when decisions.Length == 1 => Decision(decisions[0], text),
            _ => throw new TactusException(
                "TAC7205", $"these options do not answer a question of the type {QuestionReader.NameOf(question.Type)}", "answer with " + Fitting(question)),
        };
    }

    /// <summary>The options that answer a question, for a person to copy.</summary>
    public static string Fitting(Question question) => question.Type switch
    {
        QuestionType.Approve => "--approve or --reject",
        QuestionType.Escalate => "--approve",
        QuestionType.Input => "--text TEXT",
        QuestionType.Select => question.IsMultiple ? "--choose OPTION, once for each" : "one --choose OPTION",
        QuestionType.Review => "--approve, --reject or --choose DECISION, with --text FEEDBACK if you like",
        QuestionType.Upload => question.IsMultiple ? "--text FILE, or --value JSON for several" : "--text FILE",
        _ => "--value JSON",
    };

    // On the command line everything is text: an option's value may be a number.
    private static Value ValueOf(Question question, string word) =>
        question.Options.FirstOrDefault(option => option.Label == word)?.Value
        ?? question.Options.FirstOrDefault(option => option.Value.ToString() == word)?.Value
        ?? Value.Of(word);

    private static MapValue Decision(string decision, string? feedback)
    {
        (string Key, Value Value)[] entries = [("decision", Value.Of(decision))];
        return Value.MapOf(feedback is null ? entries : [.. entries, ("feedback", Value.Of(feedback))]);
    }

    /// <summary>Reads a JSON value of the command line.</summary>
    /// <exception cref="TactusException">TAC7207: it is none.</exception>
    public static Value ReadJson(string text)
    {
        try
        {
            return ValueJson.Parse(text);
        }
        catch (ValueFormatException problem)
        {
            throw new TactusException(
                "TAC7207", $"the value is no JSON: {problem.Message}", "write JSON, a text in double quotes: --value '\"text\"'", inner: problem);
        }
    }
}
