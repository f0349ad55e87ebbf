using ModelContextProtocol;

namespace Tactus.Mcp.Serving;

/// <summary>Lets a few calls run at once and some wait: a client asks much quicker than runs end, and each run is a sandbox of its own. Thread-safe.</summary>
internal sealed class CallQueue : IDisposable
{
    /// <summary>Calls that run at once.</summary>
    internal const int MostRunning = 8;

    /// <summary>Calls that wait.</summary>
    internal const int MostWaiting = 1000;

    private readonly SemaphoreSlim _free = new(MostRunning);
    private int _asked;

    /// <summary>Makes a call when its turn comes.</summary>
    /// <exception cref="McpProtocolException">Too many wait.</exception>
    public async Task<T> DoAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _asked) > MostRunning + MostWaiting)
            {
                throw new McpProtocolException($"{MostWaiting} calls wait already", McpErrorCode.InternalError);
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
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
