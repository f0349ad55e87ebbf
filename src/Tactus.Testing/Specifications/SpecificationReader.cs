using Gherkin;
using Gherkin.Ast;
using Tactus.Protocol;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Specifications;

/// <summary>Reads specifications into a plan: parses them, matches every step, and collects everything that is wrong.</summary>
public sealed class SpecificationReader
{
    private const string Syntax = "TAC1510";
    private const string NothingToTest = "TAC1511";
    private const string DuplicateName = "TAC1515";
    private const string Mistyped = "TAC1520";

    // A specification is written by hand: more than this is a mistake or an attack.
    private const int LongestText = 4 * 1024 * 1024;

    private readonly List<FeaturePlan> _features = [];
    private readonly List<TactusException> _problems = [];
    private readonly StepBook _steps;

    private SpecificationReader(StepBook steps) => _steps = steps;

    /// <summary>Reads the specifications of one procedure.</summary>
    /// <param name="texts">Their texts, in the order of their declaration.</param>
    /// <param name="steps">The steps that they may use.</param>
    public static SpecificationPlan Read(IReadOnlyList<SpecificationText> texts, StepBook steps)
    {
        var reader = new SpecificationReader(steps);
        foreach (SpecificationText text in texts)
        {
            reader.Add(text);
        }

        return new SpecificationPlan(reader._features, reader._problems, [.. reader.Duplicates()]);
    }

    private void Add(SpecificationText text)
    {
        if (text.Text.Length > LongestText)
        {
            _problems.Add(new TactusException(Syntax, $"the specification has more than {LongestText} characters", "split it", text.File, text.FirstLine));
            return;
        }

        if (GherkinSource.Split(text.Text.ReplaceLineEndings("\n")) is not { } parts)
        {
            _problems.Add(new TactusException(
                Syntax, $"the specification has too many rules: each is read beside all its lines, and that is more than {GherkinSource.MostLines}", "split it", text.File, text.FirstLine));
            return;
        }

        var parsed = new List<(string Rule, Feature Feature)>();
        foreach ((string rule, string part) in parts)
        {
            if (Parse(text, part) is { } feature)
            {
                parsed.Add((rule, feature));
                _problems.AddRange(MistypedKeyword.Find(part).Select(found => new TactusException(
                    Mistyped, $"'{found.Written}:' is no keyword, so these lines would only describe what stands above them", $"did you mean '{found.Meant}:'?",
                    text.File, text.LineOf(found.Line))));
            }
        }

        if (parsed is [var first, ..])
        {
            var builder = new ScenarioBuilder(text, _steps, _problems);
            if (Build(builder, parsed) is not { } scenarios)
            {
                return;
            }

            if (scenarios.Count == 0 && _problems.Count == 0)
            {
                _problems.Add(new TactusException(
                    NothingToTest, $"the feature '{first.Feature.Name}' has no scenario", "write Scenario: and its steps", text.File, text.LineOf(first.Feature.Location.Line)));
            }

            _features.Add(new FeaturePlan(first.Feature.Name, text.File, text.LineOf(first.Feature.Location.Line), scenarios));
        }
    }

    private List<ScenarioPlan>? Build(ScenarioBuilder builder, List<(string Rule, Feature Feature)> parsed)
    {
        try
        {
            return [.. builder.Build(parsed)];
        }
        catch (TactusException tooMuch)
        {
            _problems.Add(tooMuch);
            return null;
        }
    }

    private Feature? Parse(SpecificationText text, string part)
    {
        try
        {
            if (new Parser().Parse(new StringReader(part)).Feature is { } feature)
            {
                return feature;
            }

            _problems.Add(new TactusException(NothingToTest, "the specification holds no feature", "begin it with Feature: and a name", text.File, text.FirstLine));
        }
        catch (CompositeParserException errors)
        {
            _problems.AddRange(errors.Errors.Select(error => Wrong(text, error)));
        }
        catch (ParserException error)
        {
            _problems.Add(Wrong(text, error));
        }

        return null;
    }

    private static TactusException Wrong(SpecificationText text, ParserException error)
    {
        // The parser's own words begin with its own place: (3:5): expected: …
        string message = error.Message;
        int words = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        if (words >= 0)
        {
            message = message[(words + 3)..];
        }

        return new TactusException(
            Syntax, $"this is no Gherkin: {message}", "docs/testing.md has an example", text.File, text.LineOf(error.Location?.Line ?? 1), error.Location?.Column ?? 0);
    }

    private IEnumerable<TactusException> Duplicates()
    {
        var seen = new Dictionary<string, ScenarioPlan>(StringComparer.Ordinal);
        foreach (ScenarioPlan scenario in _features.SelectMany(feature => feature.Scenarios))
        {
            if (!seen.TryAdd(scenario.Name, scenario))
            {
                ScenarioPlan other = seen[scenario.Name];
                yield return new TactusException(
                    DuplicateName, $"two scenarios are called '{scenario.Name}'; the other one is at {other.File}:{other.Line}", "give each a name of its own", scenario.File, scenario.Line);
            }
        }
    }
}
