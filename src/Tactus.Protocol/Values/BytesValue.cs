using System.Text;
using System.Text.Unicode;

namespace Tactus.Protocol.Values;

/// <summary>A string of bytes.</summary>
public sealed class BytesValue(byte[] content) : Value
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>The bytes as text; false when they are not UTF-8.</summary>
    public bool TryGetText(out string text)
    {
        bool valid = Utf8.IsValid(Content.Span);
        text = valid ? Encoding.UTF8.GetString(Content.Span) : "";
        return valid;
    }

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer) => writer.WriteBytes(Content.Span);
}
