namespace Tactus.Policy.Orders;

/// <summary>A few values in a row, each wider than the one before.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class RankOrder<T> : ISettingOrder
    where T : struct
{
    private readonly T[] fromNarrowToWide;

    /// <summary>Creates the order.</summary>
    /// <param name="fromNarrowToWide">Every value, the narrowest first.</param>
    public RankOrder(params T[] fromNarrowToWide) => this.fromNarrowToWide = fromNarrowToWide;

    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => current is not null && Rank(wanted) <= Rank(current);

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => Rank(value) <= Rank(ceiling) ? value : ceiling;

    private int Rank(object value)
    {
        var rank = Array.IndexOf(fromNarrowToWide, (T)value);
        return rank >= 0 ? rank : throw new ArgumentOutOfRangeException(nameof(value), value, "The value has no rank in this order.");
    }
}
