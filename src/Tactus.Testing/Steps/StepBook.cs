using System.Diagnostics;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Testing.Steps;

/// <summary>Every step that the specifications of one procedure may use: the built-in ones and those that it declares.</summary>
/// <remarks>Used by one thread.</remarks>
/// <param name="custom">The declared steps.</param>
public sealed class StepBook(IReadOnlyList<CustomStep> custom)
{
    /// <summary>The most declared steps: a pattern takes up to a megabyte before it is matched for the first time.</summary>
    public const int MostCustom = 500;

    // What a person writes in one step; the built-in patterns are never tried on more.
    private const int LongestText = 10_000;

    // All texts against all declared steps. What an engine that never backtracks learns of a hostile pattern it keeps, about a hundred megabytes in a second; honest ones
    // take milliseconds.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly Stopwatch _matching = new();

    /// <summary>Only the built-in steps.</summary>
    public static StepBook BuiltIn { get; } = new([]);

    /// <summary>Finds what a text means.</summary>
    /// <exception cref="TactusException">
    /// TAC1513: no step has this text; the nearest known one is named. TAC1514: several have. TAC1517: an argument cannot be read. TAC1518: the declared steps take too long.
    /// </exception>
    public StepMatch Find(string text, string file, int line)
    {
        if (text.Length > LongestText)
        {
            throw new TactusException("TAC1517", $"the step has {text.Length} characters; the most is {LongestText}", "put long text into a doc string", file, line);
        }

        List<(CustomStep Step, IReadOnlyList<Value> Captures)> found = FindCustom(text, file, line);
        var builtIn = FindBuiltIn(text, file, line, required: found.Count == 0);
        if (found.Count + (builtIn is null ? 0 : 1) > 1)
        {
            IEnumerable<string> names = found.Select(pair => $"'{pair.Step.Text}' ({pair.Step.File}:{pair.Step.Line})");
            string all = string.Join(" and ", builtIn is null ? names : names.Append($"the built-in '{builtIn.Value.Step.Form}'"));
            throw new TactusException("TAC1514", $"the step '{text}' is ambiguous: it is {all}", "change the text of one of them", file, line);
        }

        if (found is [var only])
        {
            return new StepMatch("custom", Value.EmptyMap, only.Step, only.Captures);
        }

        return builtIn is { } match
            ? new StepMatch(match.Step.Kind, match.Arguments, null, [])
            : throw new TactusException("TAC1513", $"there is no step '{text}'", $"the nearest known one is: {Nearest(text)}", file, line);
    }

    /// <summary>The known step that a text comes nearest to.</summary>
    public string Nearest(string text)
    {
        CustomStep? near = _matching.Elapsed > s_patience ? null : custom.MinBy(step => TextDistance.Between(text, step.Text));
        StepDefinition builtIn = StepTable.Nearest(text);
        return near is not null && TextDistance.Between(text, near.Text) <= builtIn.DistanceTo(text) ? near.Text : builtIn.Form;
    }

    private List<(CustomStep Step, IReadOnlyList<Value> Captures)> FindCustom(string text, string file, int line)
    {
        var found = new List<(CustomStep, IReadOnlyList<Value>)>();
        _matching.Start();
        try
        {
            foreach (CustomStep step in custom)
            {
                if (_matching.Elapsed > s_patience)
                {
                    throw new TactusException(
                        "TAC1518", $"the declared steps take more than {s_patience.TotalSeconds} seconds to be told apart", "write plain text with {name} for an argument", file, line);
                }

                if (step.Match(text) is { } captures)
                {
                    found.Add((step, captures));
                }
            }
        }
        finally
        {
            _matching.Stop();
        }

        return found;
    }

    private static (StepDefinition Step, MapValue Arguments)? FindBuiltIn(string text, string file, int line, bool required)
    {
        try
        {
            return StepTable.Find(text);
        }
        catch (StepArgumentException error) when (required)
        {
            throw new TactusException("TAC1517", $"an argument of the step '{text}' cannot be read: {error.Message}", "docs/testing.md says how values are written", file, line, inner: error);
        }
        catch (StepArgumentException)
        {
            return null;
        }
    }
}
