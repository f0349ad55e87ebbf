using Tactus.Broker.People;
using Tactus.Cli.Output;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Questions;

/// <summary>Shows a question on standard error: a line of ours, the procedure's words behind a bar, and what happens without an answer.</summary>
internal static class QuestionText
{
    /// <summary>Shows everything but the artifact of a review.</summary>
    public static void Show(CliConsole console, HumanQuestion asked, Question question)
    {
        string place = asked.SourceFile.Length == 0 ? "" : $", {SafeText.OneLine(asked.SourceFile, 200)}:{asked.SourceLine}";
        string what = question.Severity is { } severity ? $"{asked.Type} ({severity})" : asked.Type;
        console.Note($"run {asked.RunId} asks: {what}, {asked.Key.Branch}:{asked.Key.Position}{place}", TextStyle.Bold);
        Frame(console, question.Message);
        if (question.Context is { } context)
        {
            Frame(console, TextOf(context));
        }

        if (question.ComponentType is { } component)
        {
            Frame(console, $"for the component {component}");
        }

        if (question.Data is { } data)
        {
            Frame(console, TextOf(data));
        }

        foreach (QuestionItem item in question.Items)
        {
            Frame(console, $"{item.Id}: {item.Label}{(item.IsRequired ? "" : " (optional)")}");
        }

        foreach (QuestionOption option in question.Options)
        {
            Frame(console, "- " + option.Label);
        }

        if (asked.DueAt is { } due)
        {
            string then = question.Default is { } standard ? "the default answers: " + SafeText.OneLine(standard.ToString(), 100) : "the question fails";
            console.Note($"without an answer until {Quantity.Time(due)} {then}", TextStyle.Dim);
        }
    }

    /// <summary>Prints text behind a bar.</summary>
    public static void Frame(CliConsole console, string text)
    {
        foreach (string line in FramedText.Lines(text, console.Width))
        {
            console.Note(line);
        }
    }

    /// <summary>A value as a person reads it: text as it is, everything else as JSON.</summary>
    public static string TextOf(Value value) =>
        value is BytesValue bytes && bytes.TryGetText(out string text) ? text : ValueJson.ToJson(value, indented: true);
}
