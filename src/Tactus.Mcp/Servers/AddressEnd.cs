using Tactus.Mcp.Transport;

namespace Tactus.Mcp.Servers;

/// <summary>The end of a conversation with a server that runs elsewhere, and goes on running.</summary>
internal sealed class AddressEnd(BoundedTransport transport) : IServerEnd
{
    /// <inheritdoc/>
    public bool HasCome => transport.Offence is not null;

    /// <inheritdoc/>
    public ValueTask<string> DescribeAsync(Exception? cause) => ValueTask.FromResult(transport.Offence ?? "the connection was lost");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
