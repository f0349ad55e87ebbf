using Tactus.Policy.Models;

namespace Tactus.Policy.Orders;

/// <summary>Lists of model patterns: a list is wider when it stands for an id that the other does not.</summary>
public sealed class ModelPatternOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) =>
        current is not null && Parse(wanted).All(narrow => Parse(current).Any(wide => wide.Covers(narrow)));

    /// <inheritdoc/>
    public object Meet(object value, object ceiling)
    {
        var limits = Parse(ceiling);
        var kept = new List<string>();
        foreach (var pattern in Parse(value))
        {
            if (limits.Any(limit => limit.Covers(pattern)))
            {
                kept.Add(pattern.Text);
                continue;
            }

            kept.AddRange(limits.Where(pattern.Covers).Select(limit => limit.Text));
        }

        return kept.Distinct().ToArray();
    }

    private static ModelPattern[] Parse(object patterns) => [.. ((IReadOnlyList<string>)patterns).Select(ModelPattern.Parse)];
}
