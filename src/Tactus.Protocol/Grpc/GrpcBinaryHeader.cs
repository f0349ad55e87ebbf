using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tactus.Protocol.Grpc;

/// <summary>The base64 of <c>-bin</c> metadata: written without padding, read with or without.</summary>
internal static class GrpcBinaryHeader
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    public static bool TryDecode(string value, [NotNullWhen(true)] out byte[]? bytes)
    {
        string trimmed = value.TrimEnd('=');
        string padded = trimmed.PadRight((trimmed.Length + 3) / 4 * 4, '=');
        byte[] text = Encoding.Latin1.GetBytes(padded);
        byte[] buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        bool good = Base64.DecodeFromUtf8(text, buffer, out int consumed, out int written) == System.Buffers.OperationStatus.Done;
        bytes = good && consumed == text.Length ? buffer[..written] : null;
        return bytes is not null;
    }
}
