namespace Tactus.Mcp.Transport;

/// <summary>A body that breaks off where it grows beyond its bound; one of events, where one of them does: the lines up to a blank one, whose text its reader joins.</summary>
/// <param name="inner">The stream.</param>
/// <param name="longest">Most bytes.</param>
/// <param name="isEvents">True for a body of events, which need not end.</param>
internal sealed class BoundedBody(Stream inner, int longest, bool isEvents) : ObservedStream(inner, leaveOpen: false)
{
    private long _size;
    private bool _isBlank = true;

    /// <inheritdoc/>
    protected override int Take(ReadOnlySpan<byte> piece)
    {
        for (ReadOnlySpan<byte> rest = piece; !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            _isBlank = _isBlank && line.Trim((byte)'\r').IsEmpty;
            _size += line.Length + 1;
            if (_size > longest)
            {
                throw new IOException($"The server sent more than {longest} bytes at once.");
            }

            if (end < 0)
            {
                break;
            }

            _size = _isBlank && isEvents ? 0 : _size;
            _isBlank = true;
            rest = rest[(end + 1)..];
        }

        return piece.Length;
    }
}
