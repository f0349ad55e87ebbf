namespace Tactus.Policy.Orders;

/// <summary>Declarations that give a run a new power: every one widens, even one that repeats what a weaker layer declares.</summary>
public sealed class DeclarationOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => false;

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => value;
}
