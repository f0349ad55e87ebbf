namespace Tactus.Policy.Orders;

/// <summary>Values that give a run nothing but themselves: no change widens, and no ceiling cuts.</summary>
public sealed class HarmlessOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => true;

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => value;
}
