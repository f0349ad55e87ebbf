using System.Threading.Channels;
using ModelContextProtocol.Protocol;

namespace Tactus.Mcp.Transport;

/// <summary>A conversation that ends when the other side says too much without being asked. One reader.</summary>
/// <param name="inner">The conversation.</param>
internal sealed class BoundedConversation(ITransport inner) : ChannelReader<JsonRpcMessage>, ITransport
{
    private readonly UnaskedCount _unasked = new();

    /// <summary>Why it ended, as the end of a sentence; null while nothing was wrong.</summary>
    public string? Offence { get; private set; }

    /// <inheritdoc/>
    public string? SessionId => inner.SessionId;

    /// <inheritdoc/>
    public ChannelReader<JsonRpcMessage> MessageReader => this;

    /// <inheritdoc/>
    public override Task Completion => inner.MessageReader.Completion;

    /// <inheritdoc/>
    public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) => inner.SendMessageAsync(message, cancellationToken);

    /// <inheritdoc/>
    public override bool TryRead(out JsonRpcMessage item)
    {
        if (!inner.MessageReader.TryRead(out item!))
        {
            return false;
        }

        if (!_unasked.Take(item))
        {
            Offence ??= UnaskedCount.Offence;
            throw new IOException("The server says too much.");
        }

        return true;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => inner.MessageReader.WaitToReadAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
