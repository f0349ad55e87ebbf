using ModelContextProtocol.Protocol;

namespace Tactus.Mcp.Transport;

/// <summary>
/// What a client makes the server hold: requests that are not answered yet, and messages that it has not read. While it is too much, nothing more of the client's is read.
/// Thread-safe.
/// </summary>
/// <param name="mostBytes">Bytes of unanswered requests with which no more are read.</param>
internal sealed class ClientLoad(long mostBytes)
{
    /// <summary>Unanswered requests with which no more are read.</summary>
    internal const int MostRequests = 2048;

    /// <summary>Messages to the client that it has not taken, with which no more of its own are read: each may be as long as the request whose name or id it repeats.</summary>
    internal const int MostUnread = 16;

    private readonly Lock _lock = new();

    // An id may be used twice by a client that breaks the protocol; each use counts.
    private readonly Dictionary<RequestId, Stack<int>> _open = [];

    private TaskCompletionSource _light = Light();
    private int _requests;
    private long _bytes;
    private int _unread;

    /// <summary>A request was read.</summary>
    public void Begin(RequestId id, int size)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(id, out Stack<int>? sizes))
            {
                _open.Add(id, sizes = []);
            }

            sizes.Push(size);
            _requests++;
            _bytes += size;
            Weigh_NeedsLock();
        }
    }

    /// <summary>A request was answered, or its client has given it up and it gets no answer.</summary>
    public void End(RequestId id)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(id, out Stack<int>? sizes))
            {
                _requests--;
                _bytes -= sizes.Pop();
                if (sizes.Count == 0)
                {
                    _open.Remove(id);
                }

                Weigh_NeedsLock();
            }
        }
    }

    /// <summary>A message waits for the client, or was taken by it.</summary>
    /// <param name="change">1 or -1.</param>
    public void AddUnread(int change)
    {
        lock (_lock)
        {
            _unread += change;
            Weigh_NeedsLock();
        }
    }

    /// <summary>Ends when more may be read.</summary>
    public Task WhenLightAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _light.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Light()
    {
        TaskCompletionSource light = Heavy();
        light.SetResult();
        return light;
    }

    // Whoever waits goes on elsewhere, not under the lock.
    private static TaskCompletionSource Heavy() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Weigh_NeedsLock()
    {
        if (_requests < MostRequests && _bytes < mostBytes && _unread < MostUnread)
        {
            _light.TrySetResult();
        }
        else if (_light.Task.IsCompleted)
        {
            _light = Heavy();
        }
    }
}
