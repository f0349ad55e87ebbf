using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Broker.Tests.Support;

/// <summary>A store that keeps lazy writes in a queue, as a real one does, and dies in the middle of everything: what is queued then is lost.</summary>
/// <param name="diesAfter">Writes that it takes before it dies.</param>
/// <param name="queuesLate">True to queue a lazy write some time after it was asked to, behind others: what a gate that numbers and queues in two
/// steps would come to.</param>
internal sealed class QueueingStore(int diesAfter, bool queuesLate) : RecordingStore
{
    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _queue = [];
    private int _taken;

    /// <summary>What is on disk.</summary>
    public List<JournalEntry> Disk { get; } = [];

    public override async ValueTask AppendAsync(
        string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken)
    {
        if (durability == Durability.Lazy)
        {
            // A slow way into the queue: whoever numbers an entry and leaves the lock before it is queued is overtaken here.
            Thread.SpinWait(Random.Shared.Next(2000));
        }

        if (queuesLate && durability == Durability.Lazy)
        {
            await Task.Yield();
        }

        lock (_lock)
        {
            if (_taken == diesAfter)
            {
                throw new TactusException("TAC6006", "the disk is gone");
            }

            _taken++;
            _queue.Enqueue(write.Entry);
        }

        if (durability == Durability.Flushed)
        {
            // Others queue meanwhile.
            await Task.Yield();
            lock (_lock)
            {
                if (_taken == diesAfter)
                {
                    throw new TactusException("TAC6006", "the disk is gone");
                }

                Disk.AddRange(_queue);
                _queue.Clear();
            }
        }
    }
}
