namespace Tactus.Policy.Orders;

/// <summary>Lists of texts in which every text stands for itself: one more is wider.</summary>
public sealed class TextSetOrder : ISettingOrder
{
    /// <inheritdoc/>
    public bool Covers(object? current, object wanted) => Texts(wanted).All(Texts(current ?? Array.Empty<string>()).Contains);

    /// <inheritdoc/>
    public object Meet(object value, object ceiling) => (IReadOnlyList<string>)[.. Texts(value).Where(Texts(ceiling).Contains)];

    private static IReadOnlyList<string> Texts(object value) => (IReadOnlyList<string>)value;
}
