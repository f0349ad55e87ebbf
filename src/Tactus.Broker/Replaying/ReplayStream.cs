using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Replaying;

/// <summary>Reads a resumed run's history to its guest, once, before the guest asks for anything. Thread-safe.</summary>
internal sealed class ReplayStream(RunContext run)
{
    private int _begun;
    private volatile bool _isRead;

    /// <summary>Streams the history as fast as the guest takes it; a page of the store is all that is in memory.</summary>
    /// <exception cref="ConversationException">It was asked for already.</exception>
    /// <exception cref="OperationCanceledException">The guest or the session went away.</exception>
    public async Task StreamAsync(ReplayRequest request, IServerStreamWriter<ReplayEntry> guest, CancellationToken cancellationToken)
    {
        if (!run.IsResumed)
        {
            return;
        }

        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            throw ConversationException.OutOfOrder("the history has been read already");
        }

        long from = (long)Math.Clamp(request.FromDelivery, 1, long.MaxValue);
        await foreach (JournalEntry entry in run.Store.ReadHistoryAsync(run.RunId, from, cancellationToken))
        {
            await guest.WriteAsync(AnswerMessage.ForReplay(entry), cancellationToken);
        }

        _isRead = true;
    }

    /// <summary>Lets effects begin only behind the whole history.</summary>
    /// <exception cref="ConversationException">It has not been read to its end.</exception>
    public void RequireRead()
    {
        if (run.IsResumed && !_isRead)
        {
            throw ConversationException.OutOfOrder("the history has not been read to its end");
        }
    }
}
