namespace Tactus.Policy.Orders;

/// <summary>A few values in a row, each wider than the one before.</summary>
/// <remarks>Not generic on purpose, as <see cref="AmountOrder"/> is not.</remarks>
public sealed class RankOrder : ISettingOrder
{
    private readonly object[] fromNarrowToWide;

    /// <summary>Creates the order.</summary>
    /// <param name="fromNarrowToWide">Every value, the narrowest first.</param>
    public RankOrder(params object[] fromNarrowToWide) => this.fromNarrowToWide = fromNarrowToWide;

    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => current is not null && Rank(wanted) <= Rank(current);

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => Rank(value) <= Rank(ceiling) ? value : ceiling;

    private int Rank(object value)
    {
        var rank = Array.IndexOf(fromNarrowToWide, value);
        return rank >= 0 ? rank : throw new ArgumentOutOfRangeException(nameof(value), value, "The value has no rank in this order.");
    }
}
