using Gherkin.Ast;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Specifications;

/// <summary>Makes scenarios of what was parsed: backgrounds put in front, outlines expanded, every step matched.</summary>
/// <param name="text">Where they stand.</param>
/// <param name="steps">The steps that they may use.</param>
/// <param name="problems">Gets everything that is wrong.</param>
internal sealed class ScenarioBuilder(SpecificationText text, StepBook steps, List<TactusException> problems)
{
    private const string NoOutcome = "TAC1512";
    private const string NothingToTest = "TAC1511";

    // What one outline may expand to.
    private const int MostExamples = 10_000;

    private readonly HashSet<(int, string)> _reported = [];
    private readonly ExpandedText _expanded = new(text);

    /// <summary>The scenarios of a feature and of its rules.</summary>
    /// <exception cref="TactusException">TAC1510: backgrounds and examples make more of them than a specification may have.</exception>
    public IEnumerable<ScenarioPlan> Build(IReadOnlyList<(string Rule, Feature Feature)> parts)
    {
        Background? common = parts[0].Feature.Children.OfType<Background>().FirstOrDefault();
        foreach ((string rule, Feature feature) in parts)
        {
            Background? own = rule.Length == 0 ? null : feature.Children.OfType<Background>().FirstOrDefault();
            Step[] before = [.. common?.Steps ?? [], .. own?.Steps ?? []];
            IEnumerable<Tag> tags = rule.Length == 0 ? feature.Tags : parts[0].Feature.Tags.Concat(feature.Tags);
            foreach (IHasSteps child in feature.Children.OfType<IHasSteps>().Where(child => child is not Background))
            {
                foreach (ScenarioPlan plan in Expand(rule, [.. tags], before, child))
                {
                    yield return plan;
                }
            }
        }
    }

    private IEnumerable<ScenarioPlan> Expand(string rule, Tag[] tags, Step[] before, IHasSteps child)
    {
        if (child is not ScenarioOutline outline)
        {
            var scenario = (Scenario)child;
            return [Plan(rule, tags.Concat(scenario.Tags), before, scenario, scenario.Name, scenario.Location, row: null, number: 0)];
        }

        var rows = outline.Examples
            .SelectMany(examples => (examples.TableBody ?? []).Select(row => (Examples: examples, Header: examples.TableHeader, Row: row)))
            .Take(MostExamples).ToList();
        if (rows.Count == 0)
        {
            problems.Add(new TactusException(NothingToTest, $"the outline '{outline.Name}' has no examples", "write Examples: and a table", text.File, text.LineOf(outline.Location.Line)));
        }

        return rows.Select((row, i) => Plan(
            rule, tags.Concat(outline.Tags).Concat(row.Examples.Tags), before, outline, outline.Name, row.Row.Location, ExampleRow.Of(row.Header, row.Row), i + 1));
    }

    private ScenarioPlan Plan(
        string rule, IEnumerable<Tag> tags, Step[] before, IHasSteps scenario, string name, Location place, ExampleRow? row, int number)
    {
        var planned = new List<StepPlan>();
        bool isOutcome = false;
        foreach (Step step in before.Concat(scenario.Steps))
        {
            string keyword = step.Keyword.Trim();
            isOutcome = keyword switch
            {
                "Then" => true,
                "And" or "But" or "*" => isOutcome,
                _ => false,
            };
            Add(planned, step, keyword, isOutcome, row);
        }

        int line = text.LineOf(place.Line);
        if (!scenario.Steps.Any(step => step.Keyword.Trim() is "Then" or "*"))
        {
            Report(new TactusException(NoOutcome, $"the scenario '{name}' has no Then", "say what should be the case: Then the procedure should complete successfully", text.File, line));
        }

        string shown = _expanded.Put(row, name);
        return new ScenarioPlan
        {
            Name = row is null || shown != name ? shown : $"{name} (example {number})",
            OutlineName = name,
            Rule = rule,
            Tags = [.. tags.Select(tag => tag.Name).Distinct(StringComparer.Ordinal)],
            File = text.File,
            Line = line,
            Steps = planned,
        };
    }

    private void Add(List<StepPlan> planned, Step step, string keyword, bool isOutcome, ExampleRow? row)
    {
        string words = _expanded.Put(row, step.Text);
        Value? extra = Extra(step.Argument, row);
        int line = text.LineOf(step.Location.Line);
        try
        {
            planned.Add(new StepPlan(keyword, words, line, isOutcome, steps.Find(words, text.File, line), extra));
        }
        catch (TactusException problem)
        {
            Report(problem);
        }
    }

    // A step of a background, or of an outline, is met once for each scenario, and told once.
    private void Report(TactusException problem)
    {
        if (_reported.Add((problem.Line, problem.Message)))
        {
            problems.Add(problem);
        }
    }

    private Value? Extra(StepArgument? argument, ExampleRow? row)
    {
        string Put(string cell) => _expanded.Put(row, cell);
        return argument switch
        {
            DocString text => Value.Of(Put(text.Content)),
            DataTable table => StepTableValue.Of(table, Put),
            _ => null,
        };
    }
}
