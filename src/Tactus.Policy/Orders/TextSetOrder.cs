namespace Tactus.Policy.Orders;

/// <summary>Lists of texts in which every text stands for itself: one more is wider.</summary>
public sealed class TextSetOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) =>
        current is not null && Texts(wanted).All(Texts(current).Contains);

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => (IReadOnlyList<string>)[.. Texts(value).Where(Texts(ceiling).Contains)];

    private static IReadOnlyList<string> Texts(object value) => (IReadOnlyList<string>)value;
}
