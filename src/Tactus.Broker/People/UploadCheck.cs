using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>Holds the files of an answer against what the question takes.</summary>
internal static class UploadCheck
{
    private static readonly string[] s_keys = ["path", "name", "size", "mime_type"];

    public static string? FindProblem(Question question, Value answer)
    {
        if (!question.IsMultiple)
        {
            return FindProblemOfOne(question, answer);
        }

        if (answer is not ListValue { Items.Count: > 0 } list)
        {
            return $"it must be a list of files, and is {AnswerCheck.Describe(answer)}";
        }

        return list.Items.Select(item => FindProblemOfOne(question, item)).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindProblemOfOne(Question question, Value answer)
    {
        if (answer is not MapValue map || map.Entries.Any(entry => !s_keys.Contains(Encoding.UTF8.GetString(entry.Key)))
            || map.FindText("path") is not { Length: > 0 } || map.FindText("name") is not { Length: > 0 } name || map.FindText("mime_type") is not { } type
            || !map.TryGet("size", out Value? sizeValue) || sizeValue is not IntegerValue { Content: >= 0 } size)
        {
            return $"a file must be {{path, name, size, mime_type}}, and is {AnswerCheck.Describe(answer)}";
        }

        if (question.MaxSize is { } most && size.Content > most)
        {
            return $"'{name}' has {size.Content} bytes; at most {most} are taken";
        }

        return question.Accept.Count == 0 || question.Accept.Any(pattern => Accepts(pattern, name, type))
            ? null
            : $"'{name}' ({type}) is none of {string.Join(", ", question.Accept)}";
    }

    private static bool Accepts(string pattern, string name, string type)
    {
        if (!pattern.Contains('/', StringComparison.Ordinal))
        {
            string ending = pattern.TrimStart('*');
            return name.EndsWith(ending.StartsWith('.') ? ending : "." + ending, StringComparison.OrdinalIgnoreCase);
        }

        return pattern.EndsWith("/*", StringComparison.Ordinal)
            ? type.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
            : type.Equals(pattern, StringComparison.OrdinalIgnoreCase);
    }
}
