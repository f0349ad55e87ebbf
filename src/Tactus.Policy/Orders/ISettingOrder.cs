namespace Tactus.Policy.Orders;

/// <summary>The order of one setting's values from narrow to wide: what "only narrow" means for it. Pure and thread-safe.</summary>
public interface ISettingOrder
{
    /// <summary>True when going from <paramref name="current"/> to <paramref name="wanted"/> gives a run nothing more.</summary>
    /// <param name="current">The value that holds without the change, or null when there is none.</param>
    /// <param name="wanted">The value after the change.</param>
    bool Covers(object? current, object wanted);

    /// <summary>The widest value that neither of the two exceeds.</summary>
    /// <param name="value">The value to cut.</param>
    /// <param name="ceiling">The value that it may not exceed.</param>
    object Meet(object value, object ceiling);
}
