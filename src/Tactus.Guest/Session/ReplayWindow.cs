using System.Runtime.ExceptionServices;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Session;

/// <summary>Reads the journal of an earlier execution ahead of Lua, on a thread of its own, and never more than a bounded window of it.</summary>
/// <remarks>
/// A thread and not a task: the client's continuations run on the socket loop, which must not wait for Lua. What is not read stays with the broker,
/// held back by the flow control of HTTP/2.
/// </remarks>
internal sealed class ReplayWindow
{
    /// <summary>Bytes read ahead before the reader waits; one entry alone may be larger.</summary>
    internal const int WindowBytes = 64 * 1024;

    // Lua takes entries in batches, so that the two threads do not wake each other for every one.
    private readonly object _gate = new();
    private Queue<ReplayEntry> _read = [];
    private Queue<ReplayEntry> _taken = [];
    private ExceptionDispatchInfo? _failure;
    private int _readBytes;
    private bool _ended;

    private ReplayWindow()
    {
    }

    /// <summary>Asks for the stream and begins to read it.</summary>
    public static ReplayWindow Open(BrokerClient broker) => Open(() => broker.ReplayAsync(new ReplayRequest()));

    /// <summary>Begins to read a stream.</summary>
    internal static ReplayWindow Open(Func<IAsyncEnumerable<ReplayEntry>> stream)
    {
        var window = new ReplayWindow();
        new Thread(() => window.Fill(stream)) { Name = "tactus-replay", IsBackground = true }.Start();
        return window;
    }

    /// <summary>The next entry, or null at the end.</summary>
    /// <exception cref="Protocol.Grpc.GrpcException">The call failed.</exception>
    public ReplayEntry? Take()
    {
        if (_taken.Count == 0 && !Refill())
        {
            return null;
        }

        return _taken.Dequeue();
    }

    private bool Refill()
    {
        lock (_gate)
        {
            while (_read.Count == 0)
            {
                if (_ended)
                {
                    _failure?.Throw();
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (_read, _taken) = (_taken, _read);
            _readBytes = 0;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    private void Fill(Func<IAsyncEnumerable<ReplayEntry>> stream)
    {
        try
        {
            IAsyncEnumerator<ReplayEntry> entries = stream().GetAsyncEnumerator();
            while (Wait(entries.MoveNextAsync()))
            {
                Add(entries.Current);
            }
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
        }

        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    private static bool Wait(ValueTask<bool> step) => step.IsCompletedSuccessfully ? step.Result : step.AsTask().GetAwaiter().GetResult();

    private void Add(ReplayEntry entry)
    {
        lock (_gate)
        {
            while (_readBytes >= WindowBytes)
            {
                Monitor.Wait(_gate);
            }

            _read.Enqueue(entry);
            _readBytes += entry.CalculateSize();
            Monitor.PulseAll(_gate);
        }
    }
}
