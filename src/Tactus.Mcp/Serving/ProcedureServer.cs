using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Tactus.Mcp.Transport;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Serving;

/// <summary>Offers procedures to one MCP client as tools.</summary>
/// <param name="procedures">The procedures; their names differ.</param>
/// <param name="version">The version of Tactus.</param>
public sealed class ProcedureServer(IReadOnlyList<IServedProcedure> procedures, string version)
{
    private const string Instructions =
        "Each tool is a Tactus procedure; a call runs it in a sandbox, and its answer is the procedure's output. A run that waits for a person says how to answer.";

    private const int LongestName = 100;

    private readonly ConcurrentDictionary<Task, bool> _calls = new();

    /// <summary>Serves until the client is gone. Calls that go on then are cancelled, and waited for.</summary>
    /// <param name="input">What the client sends.</param>
    /// <param name="output">What it gets; nothing else may be written there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TactusException">TAC7806: a message was too long.</exception>
    public async Task RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var queue = new CallQueue();
        await using var transport = new ClientTransport(input, output);
        await using McpServer server = McpServer.Create(transport, Options(queue, over.Token));
        try
        {
            await server.RunAsync(cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(_calls.Keys).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        if (transport.IsBroken)
        {
            throw new TactusException("TAC7806", $"the client sent a message of more than {HelperTransport.MaxMessage} bytes", "hand over large texts in files of the workspace");
        }
    }

    private static Tool Describe(ServedTool tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        InputSchema = FieldSchema.OfFields(tool.Input, isClosed: true),
        OutputSchema = tool.Output is null ? null : FieldSchema.OfFields(tool.Output, isClosed: false),
    };

    private static MapValue ReadInput(IDictionary<string, JsonElement>? arguments)
    {
        try
        {
            return MapValue.FromUnsorted((arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)).Select(pair =>
                new KeyValuePair<byte[], Value>(System.Text.Encoding.UTF8.GetBytes(pair.Key), ValueJson.Parse(pair.Value.GetRawText(), JsonMarkers.Plain))));
        }
        catch (ValueFormatException error)
        {
            throw new McpProtocolException($"the arguments cannot be read: {error.Message}", error, McpErrorCode.InvalidParams);
        }
    }

    private static long SizeOf(IDictionary<string, JsonElement>? arguments) =>
        arguments?.Sum(pair => (long)pair.Key.Length + JsonMarshal.GetRawUtf8Value(pair.Value).Length) ?? 0;

    private McpServerOptions Options(CallQueue queue, CancellationToken over) => new()
    {
        ServerInfo = new Implementation { Name = "tactus", Version = version },
        ServerInstructions = Instructions,
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. procedures.Select(procedure => Describe(procedure.Tool))] }),
            CallToolHandler = (request, cancellationToken) => TrackAsync(CallAsync(request, queue, over, cancellationToken)),
        },
    };

    private async ValueTask<CallToolResult> TrackAsync(Task<CallToolResult> call)
    {
        _calls.TryAdd(call, true);
        try
        {
            return await call;
        }
        finally
        {
            _calls.TryRemove(call, out _);
        }
    }

    private async Task<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, CallQueue queue, CancellationToken over, CancellationToken cancellationToken)
    {
        string name = request.Params?.Name ?? "";
        IServedProcedure procedure = procedures.FirstOrDefault(candidate => candidate.Tool.Name == name)
            ?? throw new McpProtocolException($"there is no tool '{(name.Length <= LongestName ? name : name[..LongestName] + "…")}', only {string.Join(", ", procedures.Select(known => known.Tool.Name))}", McpErrorCode.InvalidParams);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over);
        return await queue.DoAsync(
            SizeOf(request.Params?.Arguments), () => RunAsync(request, procedure, ReadInput(request.Params?.Arguments), linked.Token), linked.Token);
    }

    private static async Task<CallToolResult> RunAsync(
        RequestContext<CallToolRequestParams> request, IServedProcedure procedure, MapValue input, CancellationToken cancellationToken)
    {
        await using var progress = new ProgressPump(request.Server, request.Params?.ProgressToken, cancellationToken);
        ServedAnswer answer = await procedure.CallAsync(new ServedCall(input, progress.Report, ElicitedPeople.Of(request.Server)), cancellationToken);
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = answer.Text }],
            StructuredContent = answer.Structured is null ? null : JsonElement.Parse(ValueJson.ToJson(answer.Structured)),
            IsError = answer.IsError,
        };
    }
}
