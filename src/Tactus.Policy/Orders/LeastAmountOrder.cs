namespace Tactus.Policy.Orders;

/// <summary>Amounts of one comparable type of which less is wider: a time for which something is kept safe.</summary>
/// <remarks>Not generic on purpose, as <see cref="AmountOrder"/> is not.</remarks>
public sealed class LeastAmountOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => current is not null && ((IComparable)wanted).CompareTo(current) >= 0;

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => ((IComparable)value).CompareTo(ceiling) >= 0 ? value : ceiling;
}
