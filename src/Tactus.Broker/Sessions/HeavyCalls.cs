namespace Tactus.Broker.Sessions;

/// <summary>Lets few large requests at a time into the gate; small ones pass freely. Thread-safe.</summary>
/// <remarks>A byte on the wire can become a hundred in memory, and a request is held for as long as its effect takes: 64 large ones at
/// once would take gigabytes of the host.</remarks>
internal sealed class HeavyCalls : IDisposable
{
    /// <summary>Largest request that passes freely, in bytes.</summary>
    public const int FreeBytes = 64 * 1024;

    /// <summary>Large requests at a time.</summary>
    public const int MaxAtOnce = 4;

    private readonly SemaphoreSlim _free = new(MaxAtOnce);

    /// <summary>Waits for the request's turn and runs it.</summary>
    /// <exception cref="OperationCanceledException">Its turn had not come when the session ended.</exception>
    public async Task<T> RunAsync<T>(int requestBytes, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        if (requestBytes <= FreeBytes)
        {
            return await call();
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

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
