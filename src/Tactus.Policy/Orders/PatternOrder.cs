namespace Tactus.Policy.Orders;

/// <summary>Lists of patterns: a list is wider when it stands for a name that the other does not.</summary>
/// <typeparam name="TPattern">What the texts of the lists are.</typeparam>
public sealed class PatternOrder<TPattern> : ISettingOrder
    where TPattern : INamePattern<TPattern>
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

    private static TPattern[] Parse(object patterns) => [.. ((IReadOnlyList<string>)patterns).Select(TPattern.Parse)];
}
