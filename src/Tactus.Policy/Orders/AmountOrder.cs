namespace Tactus.Policy.Orders;

/// <summary>Amounts: more is wider.</summary>
/// <typeparam name="T">The amount's type.</typeparam>
public sealed class AmountOrder<T> : ISettingOrder
    where T : struct, IComparable<T>
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => current is T amount && ((T)wanted).CompareTo(amount) <= 0;

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => ((T)value).CompareTo((T)ceiling) <= 0 ? value : ceiling;
}
