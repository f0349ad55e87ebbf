using System.Text;

namespace Tactus.Protocol.Values;

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
