using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Tactus.Mcp.Transport;

/// <summary>The transport of a server that runs elsewhere, which is left when it says too much without being asked.</summary>
/// <param name="inner">The transport.</param>
internal sealed class BoundedTransport(HttpClientTransport inner) : IClientTransport, IAsyncDisposable
{
    private BoundedConversation? _conversation;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <summary>Why the server was left, as the end of a sentence; null when it was not.</summary>
    public string? Offence => _conversation?.Offence;

    /// <inheritdoc/>
    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) =>
        _conversation = new BoundedConversation(await inner.ConnectAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
