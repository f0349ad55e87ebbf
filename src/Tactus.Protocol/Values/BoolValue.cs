namespace Tactus.Protocol.Values;

/// <summary>True or false.</summary>
public sealed class BoolValue(bool content) : Value
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Bool;

    /// <summary>The bool.</summary>
    public bool Content { get; } = content;

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer) => writer.WriteBool(Content);
}
