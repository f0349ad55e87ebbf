namespace Tactus.Sandbox.Processes;

/// <summary>Keeps the last bytes, however many come.</summary>
/// <param name="limit">Bytes that are kept.</param>
internal sealed class TailSink(int limit) : IOutputSink
{
    private readonly byte[] _ring = new byte[limit];
    private readonly Lock _lock = new();
    private long _taken;

    public byte[] Content
    {
        get
        {
            lock (_lock)
            {
                int length = (int)Math.Min(_taken, limit);
                byte[] content = new byte[length];
                for (int i = 0; i < length; i++)
                {
                    content[i] = _ring[(_taken - length + i) % limit];
                }

                return content;
            }
        }
    }

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _taken += Math.Max(0, bytes.Length - limit);
            foreach (byte b in bytes[Math.Max(0, bytes.Length - limit)..])
            {
                _ring[_taken++ % limit] = b;
            }
        }

        return true;
    }
}
