using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Transport;

/// <summary>The standard streams of a server that nobody has to trust, as the SDK's client wants them: one JSON message a line.</summary>
/// <remarks>
/// Bounded in every direction: the length of a line, what waits to be read, what waits to be written, and how much a server says without being asked.
/// Lines that are no messages are dropped, because many servers print to their standard output; the first is kept for the error that may follow.
/// </remarks>
internal sealed class HelperTransport : IClientTransport, ITransport, IHelperOutput
{
    /// <summary>Bytes of the longest message.</summary>
    internal const int MaxMessage = 16 * 1024 * 1024;

    // What the SDK's own options read.
    private const int MaxDepth = 64;

    private const int MaxBacklog = 2 * MaxMessage;
    private const int MaxUnwritten = 256;
    private const int MaxGarbage = 256;

    private readonly MessageBacklog _incoming = new(MaxBacklog);
    private readonly LineFramer _framer;
    private readonly TaskCompletionSource<IHelperProcess> _process = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly UnaskedCount _unasked = new();
    private int _unwritten;

    /// <summary>Creates the transport; it waits for its process.</summary>
    public HelperTransport(string name)
    {
        Name = name;
        _framer = new LineFramer(MaxMessage, TakeLine);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? SessionId => null;

    /// <inheritdoc/>
    public ChannelReader<JsonRpcMessage> MessageReader => _incoming;

    /// <summary>Why the server was ended by this transport, as the end of a sentence; null when it was not.</summary>
    public string? Offence { get; private set; }

    /// <summary>The beginning of the first line that was no message, or null.</summary>
    public string? Garbage { get; private set; }

    /// <summary>Gives the transport its process.</summary>
    public void Attach(IHelperProcess process)
    {
        _process.SetResult(process);
        _ = CloseAfterAsync(process);
    }

    /// <inheritdoc/>
    public Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) => Task.FromResult<ITransport>(this);

    /// <inheritdoc/>
    public bool Take(ReadOnlySpan<byte> bytes)
    {
        if (_framer.Take(bytes))
        {
            return true;
        }

        Offence ??= $"it sent a message of more than {MaxMessage} bytes";
        return false;
    }

    /// <inheritdoc/>
    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, McpJsonUtilities.DefaultOptions), (byte)'\n'];
        IHelperProcess process = await _process.Task;
        try
        {
            if (Interlocked.Increment(ref _unwritten) > MaxUnwritten)
            {
                // It asks and does not read the answers.
                Offence ??= "it reads nothing";
                process.Kill();
                throw new IOException("The server reads nothing.");
            }

            await process.WriteAsync(line, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _unwritten);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _incoming.Close(new IOException("The transport is closed."));
        return ValueTask.CompletedTask;
    }

    private bool TakeLine(ReadOnlyMemory<byte> line)
    {
        if (Parse(line.Span) is not { } message)
        {
            // Whoever waits for such an answer would wait until the call is late.
            Offence ??= IsTooDeep(line.Span) ? $"it sent a message nested deeper than {MaxDepth} levels" : null;
            return Offence is null;
        }

        if (!_unasked.Take(message))
        {
            Offence ??= UnaskedCount.Offence;
            return false;
        }

        if (!_incoming.TryAdd(message, line.Length))
        {
            Offence ??= "it sent more than can be read";
            return false;
        }

        return true;
    }

    private static bool IsObject(ReadOnlySpan<byte> line) => line.TrimStart(" \t"u8).StartsWith("{"u8);

    private JsonRpcMessage? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            if (!IsObject(line))
            {
                Note(line);
                return null;
            }

            return JsonSerializer.Deserialize<JsonRpcMessage>(line, McpJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            Note(line);
            return null;
        }
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> line)
    {
        if (!IsObject(line))
        {
            return false;
        }

        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.CurrentDepth <= MaxDepth && reader.Read())
            {
                // Only the depth is of interest.
            }

            return reader.CurrentDepth > MaxDepth;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Note(ReadOnlySpan<byte> line)
    {
        if (!line.Trim(" \t\r"u8).IsEmpty)
        {
            Garbage ??= Encoding.UTF8.GetString(line[..Math.Min(line.Length, MaxGarbage)]);
        }
    }

    private async Task CloseAfterAsync(IHelperProcess process)
    {
        await process.Exited;
        _incoming.Close(new IOException("The server has ended."));
    }
}
