using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Mcp.Transport;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>A server that the SDK's client speaks to. The only class beside its transports that knows the SDK: a run without servers never loads it.</summary>
internal sealed class McpSession : IMcpSession
{
    private const string KeyOfMeta = "tactus/idempotency-key";

    private readonly string _server;
    private readonly McpClient _client;
    private readonly HelperEnd? _end;

    internal McpSession(string server, McpClient client, HelperEnd? end)
    {
        _server = server;
        _client = client;
        _end = end;
    }

    /// <inheritdoc/>
    public bool HasEnded => _client.Completion.IsCompleted || _end?.HasCome == true;

    /// <summary>Begins a conversation over a transport.</summary>
    /// <exception cref="EffectException">The server refused it.</exception>
    /// <exception cref="IOException">The server ended.</exception>
    public static async Task<McpSession> BeginAsync(string server, IClientTransport transport, HelperEnd? end, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var options = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "tactus", Version = typeof(McpSession).Assembly.GetName().Version!.ToString(3) },
            InitializationTimeout = timeout,
        };
        McpClient client = await McpClient.CreateAsync(transport, options, loggerFactory: null, cancellationToken);
        return new McpSession(server, client, end);
    }

    /// <summary>True for an answer of a server that does not want to speak, or speaks otherwise.</summary>
    public static bool IsRefusal(Exception error) => error is McpException or JsonException;

    /// <inheritdoc/>
    public async ValueTask<string> DescribeEndAsync() => _end is null ? "the connection was lost" : await _end.DescribeAsync();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<McpTool>> ListToolsAsync(CancellationToken cancellationToken)
    {
        var tools = new List<McpTool>();
        string? cursor = null;
        do
        {
            ListToolsResult page = await AskAsync(
                async () => await _client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellationToken));
            tools.AddRange(page.Tools.Select(tool => new McpTool(tool.Name, tool.Description ?? "", Parse(tool.InputSchema.GetRawText()))));
            cursor = page.NextCursor;
            if (tools.Count > McpServer.MaxTools)
            {
                throw McpErrors.Malformed(_server, $"more than {McpServer.MaxTools} tools");
            }
        }
        while (cursor is not null);

        return tools;
    }

    /// <inheritdoc/>
    public async ValueTask<Value> CallAsync(McpCall call, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (KeyValuePair<byte[], Value> entry in call.Arguments.Entries)
        {
            arguments[System.Text.Encoding.UTF8.GetString(entry.Key)] = JsonElement.Parse(ValueJson.ToJson(entry.Value));
        }

        var options = new RequestOptions { Meta = new JsonObject { [KeyOfMeta] = call.IdempotencyKey } };
        var progress = new ProgressRelay(call.OnProgress);
        CallToolResult result = await AskAsync(async () => await _client.CallToolAsync(call.Tool, arguments, progress, options, cancellationToken));
        return Describe(result);
    }

    /// <inheritdoc/>
    public async ValueTask PingAsync(CancellationToken cancellationToken) => await _client.PingAsync(options: null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The process first: the client would wait for a server that does not answer.
        if (_end is not null)
        {
            await _end.DisposeAsync();
        }

        await _client.DisposeAsync();
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (McpProtocolException refusal)
        {
            throw McpErrors.Refused(_server, ServerText.Shorten(refusal.Message));
        }
        catch (JsonException error)
        {
            throw McpErrors.Malformed(_server, ServerText.Shorten(error.Message));
        }
    }

    private MapValue Describe(CallToolResult result)
    {
        var answer = new List<(string, Value)>
        {
            ("text", Value.Of(string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text)))),
            ("content", Parse(JsonSerializer.Serialize(result.Content, McpJsonUtilities.DefaultOptions))),
            ("is_error", Value.Of(result.IsError == true)),
        };
        if (result.StructuredContent is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } structured)
        {
            answer.Add(("structured", Parse(structured.GetRawText())));
        }

        return Value.MapOf([.. answer]);
    }

    private Value Parse(string json)
    {
        try
        {
            return ValueJson.Parse(json, JsonMarkers.Plain);
        }
        catch (ValueFormatException error)
        {
            throw McpErrors.Malformed(_server, ServerText.Shorten(error.Message));
        }
    }

    private sealed class ProgressRelay(Action<string> onProgress) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value)
        {
            string total = value.Total is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all}") : "";
            string message = string.IsNullOrEmpty(value.Message) ? "" : $": {ServerText.Shorten(value.Message)}";
            onProgress(string.Create(CultureInfo.InvariantCulture, $"{value.Progress}{total}{message}"));
        }
    }
}
