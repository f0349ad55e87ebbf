using System.Collections.Concurrent;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;

namespace Tactus.Mcp.Servers;

/// <summary>The servers of one run, each made at its first use. Thread-safe.</summary>
internal sealed class RunServers(EffectServices services, ServerPrograms programs) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, McpServer> _servers = new(StringComparer.Ordinal);

    /// <summary>The server of a declaration of the run's grant.</summary>
    public McpServer Get(McpServerDeclaration declaration) => _servers.GetOrAdd(declaration.Name, _ => Create(declaration));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_servers.Values.Select(server => server.DisposeAsync().AsTask()));

    private McpServer Create(McpServerDeclaration declaration)
    {
        IServerStart start = declaration.Url is null
            ? new ProgramStart(declaration, services, programs)
            : new AddressStart(declaration, services);
        return new McpServer(new McpServerSettings(declaration.Name, declaration.Timeout), start.StartAsync, services.Run.Clock);
    }
}
