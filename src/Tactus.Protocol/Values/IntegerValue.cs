namespace Tactus.Protocol.Values;

/// <summary>A 64-bit signed integer.</summary>
public sealed class IntegerValue(long content) : Value
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Integer;

    /// <summary>The integer.</summary>
    public long Content { get; } = content;

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer) => writer.WriteInteger(Content);
}
