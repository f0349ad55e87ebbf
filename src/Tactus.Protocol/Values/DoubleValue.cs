namespace Tactus.Protocol.Values;

/// <summary>A 64-bit float.</summary>
public sealed class DoubleValue(double content) : Value
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Double;

    /// <summary>The float.</summary>
    public double Content { get; } = content;

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer) => writer.WriteDouble(Content);
}
