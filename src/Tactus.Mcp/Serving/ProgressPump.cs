using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Tactus.Mcp.Serving;

/// <summary>Tells a client how far its call has come, one notification after the other; a client that asked for none is told nothing.</summary>
internal sealed class ProgressPump : IAsyncDisposable
{
    private const int MostWaiting = 256;

    // What a slow client has not taken is dropped, oldest first: the run does not wait for it.
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _sending;

    public ProgressPump(McpServer server, ProgressToken? token, CancellationToken cancellationToken)
    {
        _sending = token is { } wanted ? SendAsync(server, wanted, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Takes a line.</summary>
    public void Report(string line) => _lines.Writer.TryWrite(line);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _sending;
    }

    private async Task SendAsync(McpServer server, ProgressToken token, CancellationToken cancellationToken)
    {
        int count = 0;
        try
        {
            await foreach (string line in _lines.Reader.ReadAllAsync(cancellationToken))
            {
                var value = new ProgressNotificationValue { Progress = ++count, Message = line };
                await server.NotifyProgressAsync(token, value, options: null, cancellationToken);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client is gone, or has given up; whoever serves the call learns of it in another way.
        }
    }
}
