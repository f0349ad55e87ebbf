using System.Threading.Channels;
using ModelContextProtocol.Protocol;

namespace Tactus.Mcp.Transport;

/// <summary>Messages that a server has sent and the client has not read yet, in bounded memory. One writer, one reader.</summary>
/// <param name="most">Bytes that may wait.</param>
internal sealed class MessageBacklog(long most) : ChannelReader<JsonRpcMessage>
{
    private readonly Channel<(JsonRpcMessage Message, int Size)> _channel =
        Channel.CreateUnbounded<(JsonRpcMessage, int)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private long _waiting;

    /// <inheritdoc/>
    public override Task Completion => _channel.Reader.Completion;

    /// <summary>Adds a message.</summary>
    /// <returns>False when too much waits, or the backlog is closed.</returns>
    public bool TryAdd(JsonRpcMessage message, int size) =>
        Interlocked.Add(ref _waiting, size) <= most && _channel.Writer.TryWrite((message, size));

    /// <summary>Says that no more messages come, and why.</summary>
    public void Close(Exception reason) => _channel.Writer.TryComplete(reason);

    /// <inheritdoc/>
    public override bool TryRead(out JsonRpcMessage item)
    {
        bool found = _channel.Reader.TryRead(out (JsonRpcMessage Message, int Size) next);
        item = next.Message;
        Interlocked.Add(ref _waiting, -next.Size);
        return found;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _channel.Reader.WaitToReadAsync(cancellationToken);
}
