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
    private const string TokenOfMeta = "progressToken";

    private static readonly TimeSpan s_lastWord = TimeSpan.FromSeconds(1);

    private readonly string _server;
    private readonly McpClient _client;
    private readonly IServerEnd _end;
    private readonly Redactor _redactor;
    private int _calls;

    internal McpSession(string server, McpClient client, IServerEnd end, Redactor redactor)
    {
        _server = server;
        _client = client;
        _end = end;
        _redactor = redactor;
    }

    /// <inheritdoc/>
    public bool HasEnded => _client.Completion.IsCompleted || _end.HasCome;

    /// <summary>Begins a conversation over a transport.</summary>
    /// <exception cref="EffectException">The server refused it.</exception>
    /// <exception cref="IOException">The server ended.</exception>
    public static async Task<McpSession> BeginAsync(
        string server, IClientTransport transport, IServerEnd end, Redactor redactor, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var options = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "tactus", Version = typeof(McpSession).Assembly.GetName().Version!.ToString(3) },
            InitializationTimeout = timeout,
        };
        McpClient client = await McpClient.CreateAsync(transport, options, loggerFactory: null, cancellationToken);
        return new McpSession(server, client, end, redactor);
    }

    /// <summary>True for an answer of a server that does not want to speak, or speaks otherwise.</summary>
    public static bool IsRefusal(Exception error) => error is McpException or JsonException;

    /// <inheritdoc/>
    public ValueTask<string> DescribeEndAsync() => _end.DescribeAsync(cause: null);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<McpTool>> ListToolsAsync(CancellationToken cancellationToken)
    {
        var tools = new List<McpTool>();
        string? cursor = null;
        long size = 0;
        do
        {
            ListToolsResult page = await AskAsync(
                async () => await _client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellationToken));
            tools.AddRange(page.Tools.Select(tool => new McpTool(tool.Name, tool.Description ?? "", Parse(tool.InputSchema.GetRawText()))));
            cursor = page.NextCursor;
            size += page.Tools.Sum(tool => tool.Name.Length + (tool.Description?.Length ?? 0) + (long)tool.InputSchema.GetRawText().Length);
            if (tools.Count > McpServer.MaxTools || size > McpServer.MaxToolText)
            {
                // Each page may be as long as a message, and the journal takes no more than one.
                throw McpErrors.Malformed(_server, $"more than {McpServer.MaxTools} tools, or {McpServer.MaxToolText} characters of them");
            }
        }
        while (cursor is not null);

        return tools;
    }

    /// <inheritdoc/>
    public async ValueTask<Value> CallAsync(McpCall call, CancellationToken cancellationToken)
    {
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (KeyValuePair<byte[], Value> entry in call.Arguments.Entries)
        {
            arguments[System.Text.Encoding.UTF8.GetString(entry.Key)] = JsonElement.Parse(ValueJson.ToJson(entry.Value));
        }

        // By an id of our own, so that a call which is given up can be named to the server.
        var id = new RequestId($"call-{Interlocked.Increment(ref _calls)}");
        var token = new ProgressToken(id.ToString());
        var parameters = new CallToolRequestParams
        {
            Name = call.Tool, Arguments = arguments, Meta = new JsonObject { [KeyOfMeta] = call.IdempotencyKey, [TokenOfMeta] = id.ToString() },
        };
        await using IAsyncDisposable progress = _client.RegisterNotificationHandler(
            NotificationMethods.ProgressNotification, (notification, _) => Relay(notification, token, call.OnProgress));
        try
        {
            CallToolResult result = await AskAsync(async () => await _client.SendRequestAsync<CallToolRequestParams, CallToolResult>(
                RequestMethods.ToolsCall, parameters, McpJsonUtilities.DefaultOptions, id, cancellationToken));
            return Describe(result);
        }
        catch (OperationCanceledException)
        {
            await TellCancelledAsync(id);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask PingAsync(CancellationToken cancellationToken) => await _client.PingAsync(options: null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The process first: the client would wait for a server that does not answer.
        await _end.DisposeAsync();
        try
        {
            await _client.DisposeAsync();
        }
        catch (IOException) when (_end.HasCome)
        {
            // What ended the conversation, once more; it has been told.
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (McpProtocolException refusal)
        {
            throw McpErrors.Refused(_server, ServerText.Shorten(refusal.Message, _redactor));
        }
        catch (Exception error) when (error is JsonException or McpException)
        {
            // Over HTTP the SDK says by an exception of its own that no answer came which it could read.
            throw McpErrors.Malformed(_server, ServerText.Shorten(error.Message, _redactor));
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
            throw McpErrors.Malformed(_server, ServerText.Shorten(error.Message, _redactor));
        }
    }

    private ValueTask Relay(JsonRpcNotification notification, ProgressToken token, Action<string> onProgress)
    {
        if (Read(notification) is { } said && said.ProgressToken == token)
        {
            ProgressNotificationValue value = said.Progress;
            string total = value.Total is { } all ? string.Create(CultureInfo.InvariantCulture, $" of {all}") : "";
            string message = string.IsNullOrEmpty(value.Message) ? "" : $": {ServerText.Shorten(value.Message, _redactor)}";
            onProgress(string.Create(CultureInfo.InvariantCulture, $"{value.Progress}{total}{message}"));
        }

        return ValueTask.CompletedTask;
    }

    private static ProgressNotificationParams? Read(JsonRpcNotification notification)
    {
        try
        {
            return notification.Params.Deserialize<ProgressNotificationParams>(McpJsonUtilities.DefaultOptions);
        }
        catch (JsonException)
        {
            // A notification is answered by nobody; one that cannot be read is passed over.
            return null;
        }
    }

    private async Task TellCancelledAsync(RequestId id)
    {
        using var patience = new CancellationTokenSource(s_lastWord);
        try
        {
            await _client.SendNotificationAsync(
                NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = id }, McpJsonUtilities.DefaultOptions, patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException or HttpRequestException)
        {
            // It is a courtesy: a server that cannot be told is ended, or has ended.
        }
    }
}
