namespace Tactus.Protocol.Values;

/// <summary>A list of values.</summary>
public sealed class ListValue(IReadOnlyList<Value> items) : Value
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.List;

    /// <summary>The items in order.</summary>
    public IReadOnlyList<Value> Items { get; } = items;

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer)
    {
        writer.WriteListHead(Items.Count);
        foreach (Value item in Items)
        {
            item.WriteTo(writer);
        }
    }
}
