using System.Text;

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

/// <summary>A string of bytes.</summary>
public sealed class BytesValue(byte[] content) : Value
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>The bytes as text; false when they are not UTF-8.</summary>
    public bool TryGetText(out string text)
    {
        try
        {
            text = Strict.GetString(Content.Span);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer) => writer.WriteBytes(Content.Span);
}
