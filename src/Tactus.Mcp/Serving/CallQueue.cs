using ModelContextProtocol;
using Tactus.Mcp.Transport;

namespace Tactus.Mcp.Serving;

/// <summary>Lets a few calls run at once and some wait: a client asks much quicker than runs end, and each run is a sandbox of its own. Thread-safe.</summary>
/// <remarks>What waits is bounded by its number and by the size of its arguments, which stay in memory, several times as large as they were sent, until the run ends.</remarks>
internal sealed class CallQueue : IDisposable
{
    /// <summary>Calls that run at once.</summary>
    internal const int MostRunning = 8;

    /// <summary>Calls that wait.</summary>
    internal const int MostWaiting = 1000;

    /// <summary>Bytes of the arguments of all calls that run or wait: the longest message is let in when no other is there.</summary>
    internal const long MostBytes = HelperTransport.MaxMessage;

    private readonly SemaphoreSlim _free = new(MostRunning);
    private int _asked;
    private long _bytes;

    /// <summary>Makes a call when its turn comes.</summary>
    /// <param name="size">Bytes of its arguments.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="McpProtocolException">Too many wait, or too much.</exception>
    public async Task<T> DoAsync<T>(long size, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        int asked = Interlocked.Increment(ref _asked);
        long bytes = Interlocked.Add(ref _bytes, size);
        try
        {
            if (asked > MostRunning + MostWaiting)
            {
                throw new McpProtocolException($"{MostWaiting} calls wait already", McpErrorCode.InternalError);
            }

            if (bytes > MostBytes)
            {
                throw new McpProtocolException($"calls with more than {MostBytes - size} bytes of arguments run and wait already", McpErrorCode.InternalError);
            }

            await _free.WaitAsync(cancellationToken);
            try
            {
                return await call();
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
            Interlocked.Add(ref _bytes, -size);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
