using System.Text;

namespace Tactus.Broker.Files.Native;

/// <summary>A path as the bytes the kernel wants: UTF-8 with a NUL at the end.</summary>
internal static class NativePath
{
    /// <summary>Bytes that hold every path that <c>ProcedurePath</c> lets through, and its NUL.</summary>
    public const int BufferSize = 4608;

    /// <summary>Writes the path; the empty one becomes <c>.</c>.</summary>
    public static ReadOnlySpan<byte> Write(string path, Span<byte> buffer)
    {
        int length = Encoding.UTF8.GetBytes(path.Length == 0 ? "." : path, buffer[..^1]);
        buffer[length] = 0;
        return buffer[..(length + 1)];
    }
}
