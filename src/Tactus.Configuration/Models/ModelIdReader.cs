using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Models;

namespace Tactus.Configuration.Models;

/// <summary>Reads ids of models and patterns of them. Every method returns null after it reported a problem.</summary>
internal static class ModelIdReader
{
    private const string Mend = "Write an id such as \"openai/gpt-4o-mini\".";

    public static string? Read(ReadContext context, string key, YamlNode node)
    {
        if (ScalarReader.ReadText(context, key, node) is not { } text)
        {
            return null;
        }

        if (ModelName.FindProblem(text) is { } problem)
        {
            context.Problems.Add(ProblemCodes.WrongModel, $"{key}: \"{text}\" {problem}.", node.Mark, Mend);
            return null;
        }

        return text;
    }

    public static IReadOnlyList<string>? ReadPatterns(ReadContext context, string key, YamlNode node) =>
        ListReader.ReadItems(context, key, node, (text, mark) =>
        {
            if (ModelPattern.FindProblem(text) is { } problem)
            {
                context.Problems.Add(ProblemCodes.WrongModel, $"{key}: \"{text}\" {problem}.", mark, Mend);
                return null;
            }

            return text;
        });
}
