using System.Buffers;

namespace Tactus.Sandbox.Processes;

/// <summary>Keeps the first bytes and refuses the rest.</summary>
/// <param name="limit">Bytes that are kept.</param>
internal sealed class HeadSink(long limit) : IOutputSink
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>True when something was refused.</summary>
    public bool Truncated { get; private set; }

    public byte[] Content => _kept.WrittenSpan.ToArray();

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        long room = limit - _kept.WrittenCount;
        if (bytes.Length > room)
        {
            _kept.Write(bytes[..(int)room]);
            Truncated = true;
            return false;
        }

        _kept.Write(bytes);
        return true;
    }
}
