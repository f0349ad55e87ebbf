using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Servers;

/// <summary>A server that has answered, until it ends. Thread-safe.</summary>
internal interface IMcpSession : IAsyncDisposable
{
    /// <summary>True once nothing more can be asked.</summary>
    bool HasEnded { get; }

    /// <summary>How it ended, as the end of a sentence. Waits until that is known.</summary>
    ValueTask<string> DescribeEndAsync();

    /// <summary>The server's tools.</summary>
    /// <exception cref="EffectException">The server refused, or its answer cannot be used.</exception>
    ValueTask<IReadOnlyList<McpTool>> ListToolsAsync(CancellationToken cancellationToken);

    /// <summary>Calls a tool. A cancelled call is told to the server.</summary>
    /// <exception cref="EffectException">The server refused, or its answer cannot be used.</exception>
    ValueTask<Value> CallAsync(McpCall call, CancellationToken cancellationToken);

    /// <summary>Asks for a sign of life.</summary>
    ValueTask PingAsync(CancellationToken cancellationToken);
}
