using Tactus.Journal.Memory;
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Scheduling;

namespace Tactus.Simulation.Tests.Storage;

/// <summary>What survives a death: writes in their order, and how many of them are on disk. The store is what they amount to.</summary>
internal sealed class Disk(VirtualTime time, Flaw flaw)
{
    private readonly List<Func<MemoryRunStore, ValueTask>> _writes = [];
    private int _flushed;

    /// <summary>The store as its executors see it: queued writes included.</summary>
    public MemoryRunStore Store { get; private set; } = new(new LifeClock(time));

    /// <summary>Writes and queues.</summary>
    /// <exception cref="Tactus.Protocol.TactusException">The store refuses the write; it is not queued.</exception>
    public void Write(Func<MemoryRunStore, ValueTask> write)
    {
        Apply(Store, write);
        _writes.Add(write);
    }

    /// <summary>Puts on disk what is queued.</summary>
    public void Flush()
    {
        if (!flaw.HasFlag(Flaw.DropsFlushes))
        {
            _flushed = _writes.Count;
        }
    }

    /// <summary>Puts on disk what is queued, whatever the flaw: for what the simulation itself does between executions.</summary>
    public void FlushAlways() => _flushed = _writes.Count;

    /// <summary>The host dies: of the queued writes the first few are left.</summary>
    public void Crash(UnflushedWrites unflushed, Chance chance)
    {
        int queued = _writes.Count - _flushed;
        int kept = unflushed switch
        {
            UnflushedWrites.Kept => queued,
            UnflushedWrites.Lost => 0,
            _ => chance.Below(queued + 1),
        };
        if (flaw.HasFlag(Flaw.ReordersWrites) && queued > kept && queued > 1)
        {
            // The last survives in place of the first.
            _writes.RemoveAt(_flushed);
            kept = queued - 1;
        }

        _writes.RemoveRange(_flushed + kept, _writes.Count - _flushed - kept);
        _flushed = _writes.Count;
        Store = new MemoryRunStore(new LifeClock(time));
        foreach (Func<MemoryRunStore, ValueTask> write in _writes)
        {
            Apply(Store, write);
        }
    }

    // A store in memory is done when it returns.
    private static void Apply(MemoryRunStore store, Func<MemoryRunStore, ValueTask> write) => write(store).AsTask().GetAwaiter().GetResult();
}
