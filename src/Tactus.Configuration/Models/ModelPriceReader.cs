using Tactus.Configuration.HostTools;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Models;

namespace Tactus.Configuration.Models;

/// <summary>Reads what models cost.</summary>
internal static class ModelPriceReader
{
    /// <summary>The prefix of every such key.</summary>
    public const string Prefix = "models.prices.";

    /// <summary>Reads a price.</summary>
    /// <returns>The price, or null after problems were reported.</returns>
    public static ModelPrice? Read(ReadContext context, string key, YamlNode node, YamlMark mark)
    {
        var before = context.Problems.Problems.Count;
        var pattern = key[Prefix.Length..];
        if (ModelPattern.FindProblem(pattern) is { } problem)
        {
            context.Problems.Add(ProblemCodes.WrongModel, $"models.prices: \"{pattern}\" {problem}.", mark, "Write an id or a pattern such as \"openai/gpt-4o*\".");
        }

        if (SectionReader.Open(context, KeyNode.Root.Find("models")!.Find("prices")!.Find(pattern)!, key, node) is not { } section)
        {
            return null;
        }

        var input = Required("input");
        var output = Required("output");
        var cached = (double?)section.Scalar("cached_input", ScalarReader.ReadNumber) ?? input;
        return context.Problems.Problems.Count == before ? new ModelPrice(input, output, cached) : null;

        double Required(string name)
        {
            if (section.Find(name) is null)
            {
                context.Problems.Add(ProblemCodes.WrongModel, $"{section.PathOf(name)} is missing.", mark, "Write US dollars for a million tokens; 0 for a model that costs nothing.");
            }

            return (double?)section.Scalar(name, ScalarReader.ReadNumber) ?? 0;
        }
    }
}
