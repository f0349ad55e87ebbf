using Tactus.Policy.Tools;

namespace Tactus.Policy.Orders;

/// <summary>Lists of tool patterns: a list is wider when it stands for a name that the other does not.</summary>
public sealed class ToolPatternOrder : ISettingOrder
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

    private static ToolPattern[] Parse(object patterns) => [.. ((IReadOnlyList<string>)patterns).Select(ToolPattern.Parse)];
}
