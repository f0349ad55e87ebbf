using Tactus.Protocol.Values;

namespace Tactus.Testing.Steps;

/// <summary>The built-in steps. One data structure: matching, the guest's kinds, the documentation and <c>tactus validate</c> read it.</summary>
public static class StepTable
{
    private const string Resource = "Tactus.Testing.Steps.steps.table";

    private static readonly Lazy<IReadOnlyList<StepDefinition>> s_all = new(Load);

    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<StepDefinition> All => s_all.Value;

    /// <summary>The built-in step that a text is, and its arguments; null when it is none.</summary>
    /// <exception cref="StepArgumentException">It is one, but an argument cannot be read.</exception>
    public static (StepDefinition Step, MapValue Arguments)? Find(string text)
    {
        foreach (StepDefinition step in All)
        {
            if (step.Match(text) is { } arguments)
            {
                return (step, arguments);
            }
        }

        return null;
    }

    /// <summary>The built-in step that a text comes nearest to.</summary>
    public static StepDefinition Nearest(string text) => All.MinBy(step => step.DistanceTo(text))!;

    private static List<StepDefinition> Load()
    {
        using Stream stream = typeof(StepTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded");
        using var reader = new StreamReader(stream);
        var steps = new List<StepDefinition>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                steps.Add(Parse(line));
            }
        }

        return steps;
    }

    // The form may hold a bar of its own, so the columns are told by the spaces around theirs.
    private static StepDefinition Parse(string line)
    {
        string[] columns = line.Split(" | ");
        return columns.Length == 5
            ? new StepDefinition(columns[0], columns[1], Fixed(columns[2].Trim()), columns[3], columns[4])
            : throw new InvalidOperationException($"not five columns: {line}");
    }

    private static MapValue Fixed(string text)
    {
        if (text.Length == 0)
        {
            return Value.EmptyMap;
        }

        string[] parts = text.Split('=', 2);
        return Value.MapOf((parts[0], parts[1] switch
        {
            "true" => Value.True,
            "false" => Value.False,
            _ => long.TryParse(parts[1], out long number) ? Value.Of(number) : Value.Of(parts[1]),
        }));
    }
}
