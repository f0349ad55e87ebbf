namespace Tactus.Policy.Orders;

/// <summary>Amounts of one comparable type: more is wider.</summary>
/// <remarks>Not generic on purpose: precompiled code cannot hold instances over other assemblies' value types, and every start would compile them.</remarks>
public sealed class AmountOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => current is not null && ((IComparable)wanted).CompareTo(current) <= 0;

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => ((IComparable)value).CompareTo(ceiling) <= 0 ? value : ceiling;
}
