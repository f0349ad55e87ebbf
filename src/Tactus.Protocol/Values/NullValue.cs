namespace Tactus.Protocol.Values;

/// <summary>Null.</summary>
public sealed class NullValue : Value
{
    internal NullValue()
    {
    }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Null;

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer) => writer.WriteNull();
}
