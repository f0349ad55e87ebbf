using Tactus.Policy.Grants;

namespace Tactus.Policy.Orders;

/// <summary>
/// Drivers: <c>auto</c> stands for every driver that sandboxes, so naming one of them narrows and going back widens. Two named ones are not
/// comparable: changing one for the other is a person's decision. <c>none</c> is the widest of all.
/// </summary>
public sealed class DriverOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) =>
        current is DriverChoice choice
        && ((DriverChoice)wanted == choice || choice == DriverChoice.None || (choice == DriverChoice.Auto && (DriverChoice)wanted != DriverChoice.None));

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => Covers(ceiling, value) ? value : ceiling;
}
