using System.Buffers;

namespace Tactus.Mcp.Transport;

/// <summary>Cuts a stream of bytes into lines, in bounded memory. Used by one thread.</summary>
/// <param name="longest">Bytes of the longest line.</param>
/// <param name="onLine">Takes a line without its end; false ends the framing.</param>
internal sealed class LineFramer(int longest, Func<ReadOnlyMemory<byte>, bool> onLine)
{
    private readonly ArrayBufferWriter<byte> _begun = new();

    /// <summary>Takes more bytes.</summary>
    /// <returns>False when a line is too long, or nobody takes lines any more.</returns>
    public bool Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> piece = end < 0 ? bytes : bytes[..end];
            if (_begun.WrittenCount + piece.Length > longest)
            {
                return false;
            }

            _begun.Write(piece);
            if (end < 0)
            {
                return true;
            }

            bool goesOn = onLine(_begun.WrittenMemory);
            _begun.ResetWrittenCount();
            if (!goesOn)
            {
                return false;
            }

            bytes = bytes[(end + 1)..];
        }

        return true;
    }
}
