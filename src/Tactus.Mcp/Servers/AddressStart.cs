using ModelContextProtocol.Client;
using Tactus.Broker.Gate;
using Tactus.Mcp.Transport;
using Tactus.Policy.Grants;

namespace Tactus.Mcp.Servers;

/// <summary>Begins a conversation with a server that runs elsewhere, by streamable HTTP or server-sent events.</summary>
internal sealed class AddressStart(McpServerDeclaration declaration, EffectServices services) : IServerStart
{
    /// <inheritdoc/>
    public async Task<IMcpSession> StartAsync(CancellationToken cancellationToken)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(declaration.Url!),
            Name = declaration.Name,
            ConnectionTimeout = declaration.StartupTimeout,
            AdditionalHeaders = declaration.Headers.ToDictionary(
                header => header.Key, header => FixedTemplate.Render(declaration.Name, header.Value, services, workspace: null), StringComparer.OrdinalIgnoreCase),
        };
        using var timeout = new CancellationTokenSource(declaration.StartupTimeout, services.Run.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var transport = new BoundedTransport(new HttpClientTransport(options, BoundedHttp.CreateClient(), loggerFactory: null, ownsHttpClient: true));
        try
        {
            return await McpSession.BeginAsync(declaration.Name, transport, new AddressEnd(transport), services.Run.Redactor, declaration.StartupTimeout, linked.Token);
        }
        catch (Exception error)
        {
            await transport.DisposeAsync();
            throw error switch
            {
                OperationCanceledException or TimeoutException when !cancellationToken.IsCancellationRequested =>
                    McpErrors.SlowStart(declaration.Name, declaration.StartupTimeout, ""),
                _ when transport.Offence is { } offence => McpErrors.NotStarted(declaration.Name, offence),
                HttpRequestException or IOException => McpErrors.Unreachable(declaration.Name, error.GetBaseException().Message),
                _ when McpSession.IsRefusal(error) => McpErrors.NotStarted(declaration.Name, ServerText.Shorten(error.Message, services.Run.Redactor)),
                _ => error,
            };
        }
    }
}
