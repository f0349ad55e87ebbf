using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Specifications;

/// <summary>Reads specifications and steps from sources that no guest can load, because something else in them is wrong.</summary>
public static class SpecificationFinder
{
    private const string FromKey = "from";

    /// <summary>What stands in the sources.</summary>
    /// <param name="sources">The procedure and its modules; any bytes.</param>
    public static WrittenSpecifications Find(IReadOnlyList<SourceText> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var specifications = new List<WrittenText>();
        var steps = new List<WrittenText>();
        bool areAllSteps = true;
        foreach (CheckedSource source in sources.Select(text => new CheckedSource(text)))
        {
            foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
            {
                SyntaxNode first = call.LastChild.FirstChild;
                switch (source.GlobalName(call.FirstChild))
                {
                    case "Specification" or "Specifications" when first.Exists && TextOf(source, first) is var (text, isPath):
                        specifications.Add(new WrittenText(text, isPath, source.File, call.FirstToken.Line));
                        break;
                    case "Step" when first.Exists && source.StringValue(first) is { } step:
                        steps.Add(new WrittenText(step, IsPath: false, source.File, call.FirstToken.Line));
                        break;
                    case "Step":
                        areAllSteps = false;
                        break;
                    default:
                        break;
                }
            }
        }

        return new WrittenSpecifications(specifications, steps, areAllSteps);
    }

    private static (string Text, bool IsPath)? TextOf(CheckedSource source, SyntaxNode argument) =>
        source.StringValue(argument) is { } text ? (text, false)
        : argument.Kind == NodeKind.Table && source.ValueOf(argument, FromKey) is { } from && source.StringValue(from) is { } path ? (path, true)
        : null;
}
