using Tactus.Language.Replaying;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>Lines on their way to the host: at once in a live run, in large messages while the run repeats what the host mostly has.</summary>
internal sealed class EventOutbox(IEffectChannel channel, RecordedHistory history)
{
    // A message may be 16 MiB; a quarter of that leaves room for the data of log lines, which are bounded on their own.
    private const int MessageBytes = 4 * 1024 * 1024;
    private const int ReplayBytes = 64 * 1024;

    private EmitRequest _request = new();
    private int _size;

    /// <summary>Adds a line.</summary>
    public void Add(Event line)
    {
        _size += line.CalculateSize();
        _request.Events.Add(line);
        if (_size >= MessageBytes)
        {
            Flush();
        }
    }

    /// <summary>Ends a batch of the prelude's.</summary>
    public void EndBatch()
    {
        if (_size >= ReplayBytes || history.IsOver)
        {
            Flush();
        }
    }

    /// <summary>Hands over what waits.</summary>
    public void Flush()
    {
        if (_request.Events.Count == 0)
        {
            return;
        }

        EmitRequest request = _request;
        _request = new EmitRequest();
        _size = 0;
        channel.Emit(request);
    }
}
