namespace Tactus.Policy.Orders;

/// <summary>Limits that need not be there: no value means no limit, which is the widest; else more is wider.</summary>
/// <remarks>Not generic on purpose, as <see cref="AmountOrder"/> is not.</remarks>
public sealed class LimitOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => current is null || ((IComparable)wanted).CompareTo(current) <= 0;

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => ((IComparable)value).CompareTo(ceiling) <= 0 ? value : ceiling;
}
