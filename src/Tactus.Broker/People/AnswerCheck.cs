using System.Text;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>Holds an answer against its question: the one check for terminals, <c>runs respond</c> and rows that lie in the store.</summary>
public static class AnswerCheck
{
    /// <summary>The answer as the procedure gets it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer; a label may stand for its option.</param>
    /// <exception cref="TactusException">TAC3703: it does not fit; the message says what would.</exception>
    public static Value Check(Question question, Value answer) =>
        FindProblem(question, answer, out Value converted) is { } problem
            ? throw new TactusException("TAC3703", $"the answer does not fit the question: {problem}", "nothing was recorded; answer again")
            : converted;

    /// <summary>What is wrong with an answer, or null.</summary>
    internal static string? FindProblem(Question question, Value answer, out Value converted)
    {
        converted = answer;
        switch (question.Type)
        {
            case QuestionType.Approve:
                return answer is BoolValue ? null : $"it must be true or false, and is {Describe(answer)}";
            case QuestionType.Input:
                return answer is BytesValue ? null : $"it must be a string, and is {Describe(answer)}";
            case QuestionType.Select when !question.IsMultiple:
                return FindOption(question, answer, ref converted);
            case QuestionType.Select:
                return FindOptions(question, answer, out converted);
            case QuestionType.Review:
                return FindDecision(question, answer, out converted);
            case QuestionType.Upload:
                return UploadCheck.FindProblem(question, answer);
            case QuestionType.Multiple:
                return FindItems(question, answer, out converted);
            case QuestionType.Escalate:
                // Seen is seen; there is nothing to tell the procedure.
                converted = Value.Null;
                return answer is NullValue or BoolValue { Content: true } ? null : $"it must be null or true, and is {Describe(answer)}";
            default:
                return null;
        }
    }

    /// <summary>A value in a reader's words, short and on one line; holds nothing of a long text.</summary>
    internal static string Describe(Value value)
    {
        string text = value.ToString().ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 59), "…");
    }

    private static string? FindOption(Question question, Value answer, ref Value converted)
    {
        // A value comes before a label: a program that answers knows the values.
        QuestionOption? option = question.Options.FirstOrDefault(option => option.Value.Equals(answer))
            ?? question.Options.FirstOrDefault(option => Value.Of(option.Label).Equals(answer));
        if (option is null)
        {
            return $"{Describe(answer)} is none of {string.Join(", ", question.Options.Select(known => known.Label))}";
        }

        converted = option.Value;
        return null;
    }

    private static string? FindOptions(Question question, Value answer, out Value converted)
    {
        converted = answer;
        if (answer is not ListValue list)
        {
            return $"it must be a list of options, and is {Describe(answer)}";
        }

        var chosen = new List<Value>(list.Items.Count);
        foreach (Value item in list.Items)
        {
            Value one = item;
            if (FindOption(question, item, ref one) is { } problem)
            {
                return problem;
            }

            if (chosen.Contains(one))
            {
                return $"{Describe(item)} stands twice";
            }

            chosen.Add(one);
        }

        converted = Value.ListOf(chosen);
        return chosen.Count >= question.Min && chosen.Count <= question.Max
            ? null
            : $"it must hold {question.Min} to {Math.Min(question.Max, question.Options.Count)} options, and holds {chosen.Count}";
    }

    private static string? FindDecision(Question question, Value answer, out Value converted)
    {
        converted = answer;
        if (answer is not MapValue map || !map.TryGet("decision", out Value? decision))
        {
            return $"it must be a map with 'decision', and is {Describe(answer)}";
        }

        if (FindOption(question, decision, ref decision) is { } problem)
        {
            return problem;
        }

        List<(string Key, Value Value)> entries = [("decision", decision)];
        foreach (KeyValuePair<byte[], Value> entry in map.Entries)
        {
            switch (Encoding.UTF8.GetString(entry.Key))
            {
                case "decision":
                    break;
                case "feedback" when entry.Value is BytesValue or NullValue:
                    entries.Add(("feedback", entry.Value));
                    break;
                case "edited_artifact":
                    entries.Add(("edited_artifact", entry.Value));
                    break;
                case "feedback":
                    return $"'feedback' must be a string, and is {Describe(entry.Value)}";
                default:
                    return "it may hold decision, feedback and edited_artifact, and nothing else";
            }
        }

        converted = Value.MapOf([.. entries.Where(entry => entry.Value is not NullValue)]);
        return null;
    }

    private static string? FindItems(Question question, Value answer, out Value converted)
    {
        converted = answer;
        if (answer is not MapValue map)
        {
            return $"it must be a map from ids to answers, and is {Describe(answer)}";
        }

        if (map.Entries.Select(entry => Encoding.UTF8.GetString(entry.Key)).FirstOrDefault(key => question.Items.All(item => item.Id != key)) is { } stranger)
        {
            return $"there is no question '{stranger}' among {string.Join(", ", question.Items.Select(item => item.Id))}";
        }

        var entries = new List<(string Key, Value Value)>(question.Items.Count);
        foreach (QuestionItem item in question.Items)
        {
            if (!map.TryGet(item.Id, out Value? given) || given is NullValue)
            {
                if (item.IsRequired)
                {
                    return $"'{item.Id}' must be answered";
                }

                continue;
            }

            if (FindProblem(item.Question, given, out Value one) is { } problem)
            {
                return $"'{item.Id}': {problem}";
            }

            entries.Add((item.Id, one));
        }

        converted = Value.MapOf(entries);
        return null;
    }
}
