using Tactus.Broker.Gate;

namespace Tactus.Broker.Branches;

/// <summary>What a suspended effect, or a run full of them, waits for.</summary>
/// <param name="WaitsFor">One of <see cref="Gate.WaitsFor"/>.</param>
/// <param name="DueAt">When the wait ends by itself, or null (UTC).</param>
public sealed record EffectWait(string WaitsFor, DateTimeOffset? DueAt)
{
    /// <summary>The wait of a run with several: a person's answer before a time before another run, due when the first of them is.</summary>
    internal static EffectWait? Combine(IReadOnlyCollection<EffectWait> waits) =>
        waits.Count == 0 ? null : new EffectWait(waits.MinBy(wait => Rank(wait.WaitsFor))!.WaitsFor, waits.Min(wait => wait.DueAt));

    private static int Rank(string waitsFor) => waitsFor switch
    {
        Gate.WaitsFor.Human => 0,
        Gate.WaitsFor.Time => 1,
        _ => 2,
    };
}
