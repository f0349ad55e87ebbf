using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>Reads a question as a guest sends it and as the journal keeps it. The guest is not trusted: everything is checked again.</summary>
public static class QuestionReader
{
    private static readonly Dictionary<string, QuestionType> s_types =
        Enum.GetValues<QuestionType>().ToDictionary(NameOf, StringComparer.Ordinal);

    private static readonly string[] s_severities = ["info", "warning", "error", "critical"];

    // A question of another that holds further questions, or that has no answer, has no place in a list.
    private static readonly QuestionType[] s_itemTypes =
        [QuestionType.Approve, QuestionType.Input, QuestionType.Select, QuestionType.Review, QuestionType.Upload];

    /// <summary>The name of a type on the wire: lower case.</summary>
    public static string NameOf(QuestionType type) => type.ToString().ToLowerInvariant();

    /// <summary>Reads a question.</summary>
    /// <param name="type">The name of its type.</param>
    /// <param name="arguments">Its fields.</param>
    /// <exception cref="QuestionFormatException">It is none; the message names the field.</exception>
    public static Question Read(string type, MapValue arguments)
    {
        if (!s_types.TryGetValue(type, out QuestionType known))
        {
            throw new QuestionFormatException("there is no such type of question");
        }

        var fields = new QuestionFields(arguments, $"a question '{type}'");
        Question question = ReadFields(known, fields) with { Timeout = fields.Seconds("timeout"), Default = fields.Any("default") };
        if (known == QuestionType.Escalate && (question.Timeout ?? (object?)question.Default) is not null)
        {
            throw fields.Wrong("timeout", "cannot be: it waits until somebody answers");
        }

        fields.RequireNoOthers();
        return WithFittingDefault(question, fields);
    }

    private static Question ReadFields(QuestionType type, QuestionFields fields)
    {
        var question = new Question { Type = type, Message = fields.RequiredText("message"), Context = fields.Any("context") };
        switch (type)
        {
            case QuestionType.Input:
                return question with { Placeholder = fields.Text("placeholder") };
            case QuestionType.Select:
                return ReadSelect(question, fields);
            case QuestionType.Multiple:
                return question with { Items = ReadItems(fields) };
            case QuestionType.Review:
                fields.Text("artifact_type", QuestionFields.MaxLabel);
                return question with
                {
                    Artifact = fields.Any("artifact"), Original = ReadOriginal(fields), Options = ReadOptions(fields),
                };
            case QuestionType.Upload:
                return question with
                {
                    Accept = [.. (fields.List("accept") ?? []).Select(item => LabelOf(item) ?? throw fields.Wrong("accept", "must be a list of strings"))],
                    MaxSize = fields.Count("max_size", long.MaxValue),
                    IsMultiple = fields.Flag("multiple", standard: false),
                };
            case QuestionType.Escalate:
                string severity = fields.Text("severity", QuestionFields.MaxLabel) ?? "error";
                return s_severities.Contains(severity)
                    ? question with { Severity = severity }
                    : throw fields.Wrong("severity", "must be one of " + string.Join(", ", s_severities));
            case QuestionType.Custom:
                fields.List("actions");
                return question with
                {
                    ComponentType = fields.RequiredText("component_type", QuestionFields.MaxLabel), Data = fields.Any("data"),
                };
            default:
                return question;
        }
    }

    private static Question ReadSelect(Question question, QuestionFields fields)
    {
        fields.Text("style", QuestionFields.MaxLabel);
        IReadOnlyList<QuestionOption> options = ReadOptions(fields);
        bool multiple = (fields.Text("mode", QuestionFields.MaxLabel) ?? "single") switch
        {
            "single" => false,
            "multiple" => true,
            _ => throw fields.Wrong("mode", "must be single or multiple"),
        };
        int min = (int)(fields.Count("min", options.Count) ?? 0);
        int max = (int)(fields.Count("max", options.Count) ?? options.Count);
        return min <= max
            ? question with { Options = options, IsMultiple = multiple, Min = min, Max = max }
            : throw fields.Wrong("min", "must not be greater than 'max'");
    }

    private static QuestionOption[] ReadOptions(QuestionFields fields)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        return [.. (fields.List("options") ?? throw fields.Wrong("options", "must be there")).Select(item =>
        {
            QuestionFields option = fields.Inner(item, "options");
            string label = option.RequiredText("label", QuestionFields.MaxLabel);
            Value value = option.Any("value") ?? throw option.Wrong("value", "must be there");
            option.RequireNoOthers();
            return value is not (ListValue or MapValue) && labels.Add(label)
                ? new QuestionOption(label, value)
                : throw option.Wrong("label", "must stand once, with a single value");
        })];
    }

    private static QuestionItem[] ReadItems(QuestionFields fields)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. (fields.List("items") ?? throw fields.Wrong("items", "must be there")).Select(entry =>
        {
            QuestionFields item = fields.Inner(entry, "items");
            string id = item.RequiredText("id", QuestionFields.MaxLabel);
            string label = item.RequiredText("label", QuestionFields.MaxLabel);
            bool required = item.Flag("required", standard: true);
            item.Any("metadata");
            if (!s_types.TryGetValue(item.RequiredText("type", QuestionFields.MaxLabel), out QuestionType type) || !s_itemTypes.Contains(type))
            {
                throw item.Wrong("type", "must be one of " + string.Join(", ", s_itemTypes.Select(NameOf)));
            }

            Question question = ReadFields(type, item) with { Default = item.Any("default") };
            item.RequireNoOthers();
            return ids.Add(id)
                ? new QuestionItem(id, label, required, WithFittingDefault(question, item))
                : throw item.Wrong("id", "must stand once");
        })];
    }

    private static string? ReadOriginal(QuestionFields fields) => fields.Any("original") switch
    {
        null => null,
        BytesValue bytes when bytes.TryGetText(out string text) => text,
        { } value => ValueJson.ToJson(value, indented: true),
    };

    private static string? LabelOf(Value value) =>
        value is BytesValue bytes && bytes.TryGetText(out string text) && text.Length is > 0 and <= QuestionFields.MaxLabel ? text : null;

    // A default that no person could give would be a way to an answer that the question does not allow.
    private static Question WithFittingDefault(Question question, QuestionFields fields)
    {
        if (question.Default is null || (question.Type == QuestionType.Input && question.Default is NullValue))
        {
            return question;
        }

        return AnswerCheck.FindProblem(question, question.Default, out Value checkedDefault) is { } problem
            ? throw fields.Wrong("default", "does not fit: " + problem)
            : question with { Default = checkedDefault };
    }
}
