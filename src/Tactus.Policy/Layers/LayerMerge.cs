using Tactus.Policy.Orders;

namespace Tactus.Policy.Layers;

/// <summary>
/// Merges layers leaf by leaf. A stronger layer replaces a weaker one's leaf; an untrusted layer only where it does not widen; and no leaf, not
/// even a default, exceeds a ceiling. Pure.
/// </summary>
public static class LayerMerge
{
    /// <summary>Merges.</summary>
    /// <param name="layers">The layers, the weakest first.</param>
    /// <param name="orderOf">The order of a key's values.</param>
    public static MergedSettings Merge(IReadOnlyList<SettingLayer> layers, Func<string, ISettingOrder> orderOf)
    {
        var ceilings = MeetCeilings(layers, orderOf);
        var settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        var refused = new List<RefusedWidening>();
        var cuts = new Dictionary<string, CeilingCut>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            foreach (var wanted in layer.Settings.Values)
            {
                var order = orderOf(wanted.Key);
                var cut = Cut(wanted, ceilings.GetValueOrDefault(wanted.Key), order);
                var current = settings.GetValueOrDefault(wanted.Key);
                if (!layer.IsTrusted && !order.Covers(current?.Value, cut.Value))
                {
                    refused.Add(new RefusedWidening(wanted, current));
                    continue;
                }

                settings[wanted.Key] = cut;
                cuts.Remove(wanted.Key);
                if (cut.Provenance.CutBy is { } ceiling)
                {
                    cuts[wanted.Key] = new CeilingCut(wanted, cut.Value, ceiling);
                }
            }
        }

        // Where nothing set means no limit, the ceiling is the limit.
        foreach (var ceiling in ceilings.Values.Where(ceiling => !settings.ContainsKey(ceiling.Key) && orderOf(ceiling.Key).Covers(null, ceiling.Value)))
        {
            settings[ceiling.Key] = ceiling with { Provenance = ceiling.Provenance with { CutBy = ceiling.Provenance } };
        }

        return new MergedSettings(settings, refused, [.. cuts.Values]);
    }

    private static Dictionary<string, Setting> MeetCeilings(IReadOnlyList<SettingLayer> layers, Func<string, ISettingOrder> orderOf)
    {
        var ceilings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var ceiling in layers.SelectMany(layer => layer.Ceilings.Values))
        {
            ceilings[ceiling.Key] = ceilings.TryGetValue(ceiling.Key, out var other)
                ? MeetCeiling(other, ceiling, orderOf(ceiling.Key))
                : ceiling;
        }

        return ceilings;
    }

    // The weaker layer's ceiling is the administrator's: the stronger layer's may lower it, never lift it.
    private static Setting MeetCeiling(Setting weaker, Setting stronger, ISettingOrder order)
    {
        var value = order.Meet(stronger.Value, weaker.Value);
        return order.Covers(value, weaker.Value) ? weaker : stronger with { Value = value };
    }

    private static Setting Cut(Setting wanted, Setting? ceiling, ISettingOrder order)
    {
        if (ceiling is null || order.Covers(ceiling.Value, wanted.Value))
        {
            return wanted;
        }

        var value = order.Meet(wanted.Value, ceiling.Value);
        return wanted with { Value = value, Provenance = wanted.Provenance with { CutBy = ceiling.Provenance } };
    }
}
