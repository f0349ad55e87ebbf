using System.Text.Json;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Tactus.Mcp.Transport;

/// <summary>The streams of a client that nobody has to trust, as the SDK's server wants them: one JSON message a line.</summary>
/// <remarks>
/// Bounded in every direction: the length of a line, requests without an answer, and answers that the client does not read. The SDK's own transport reads on whatever waits,
/// and a client that never reads would fill the host. Lines that are no messages are passed over.
/// </remarks>
internal sealed class ClientTransport : ITransport
{
    private const int PieceSize = 64 * 1024;

    private readonly Stream _input;
    private readonly Stream _output;
    private readonly ClientLoad _load = new(2 * HelperTransport.MaxMessage);
    private readonly SemaphoreSlim _free = new(1);
    private readonly CancellationTokenSource _over = new();
    private readonly Queue<JsonRpcMessage> _read = [];
    private readonly LineFramer _framer;

    // The session takes a message as soon as there is one; what it has begun is the load's to count.
    private readonly Channel<JsonRpcMessage> _incoming = Channel.CreateBounded<JsonRpcMessage>(1);

    private readonly Task _reading;

    /// <summary>Begins to read.</summary>
    /// <param name="input">What the client sends; stays open.</param>
    /// <param name="output">What it gets; stays open.</param>
    public ClientTransport(Stream input, Stream output)
    {
        (_input, _output) = (input, output);
        _framer = new LineFramer(HelperTransport.MaxMessage, TakeLine);
        _reading = ReadAsync();
    }

    /// <inheritdoc/>
    public string? SessionId => null;

    /// <inheritdoc/>
    public ChannelReader<JsonRpcMessage> MessageReader => _incoming.Reader;

    /// <summary>True once a message was too long, which ends the conversation.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        _load.AddUnread(1);
        try
        {
            await _free.WaitAsync(cancellationToken);
            try
            {
                // Half a message would spoil all that follow: once begun it is written to its end, or the conversation is over.
                await _output.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message, McpJsonUtilities.DefaultOptions), (byte)'\n'], _over.Token);
                await _output.FlushAsync(_over.Token);
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            _load.AddUnread(-1);
            if (message is JsonRpcResponse or JsonRpcError)
            {
                _load.End(((JsonRpcMessageWithId)message).Id);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[PieceSize];
        try
        {
            while (!IsBroken)
            {
                // A console's stream does not heed the token.
                int count = await _input.ReadAsync(buffer, _over.Token).AsTask().WaitAsync(_over.Token);
                if (count == 0)
                {
                    break;
                }

                IsBroken = !_framer.Take(buffer.AsSpan(0, count));
                while (_read.TryDequeue(out JsonRpcMessage? message))
                {
                    await _load.WhenLightAsync(_over.Token);
                    await _incoming.Writer.WriteAsync(message, _over.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client is gone, or the conversation is over: either is an end, and no failure of the server's.
        }
        finally
        {
            _incoming.Writer.TryComplete();
        }
    }

    private bool TakeLine(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (line.Span.TrimStart(" \t"u8).StartsWith("{"u8) && JsonSerializer.Deserialize<JsonRpcMessage>(line.Span, McpJsonUtilities.DefaultOptions) is { } message)
            {
                Weigh(message, line.Length);
                _read.Enqueue(message);
            }
        }
        catch (JsonException)
        {
            // No message: there is nobody to answer to.
        }

        return true;
    }

    private void Weigh(JsonRpcMessage message, int size)
    {
        if (message is JsonRpcRequest request)
        {
            _load.Begin(request.Id, size);
        }
        else if (message is JsonRpcNotification { Method: NotificationMethods.CancelledNotification } cancelled
            && cancelled.Params?.Deserialize<CancelledNotificationParams>(McpJsonUtilities.DefaultOptions) is { } given)
        {
            _load.End(given.RequestId);
        }
    }
}
