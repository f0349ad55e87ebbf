using Tactus.Broker.Gate;
using Tactus.Mcp.Transport;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>Starts a server that is a program, in a helper sandbox of its own.</summary>
internal sealed class ProgramStart(McpServerDeclaration declaration, EffectServices services, ServerPrograms programs) : IServerStart
{
    /// <inheritdoc/>
    public async Task<IMcpSession> StartAsync(CancellationToken cancellationToken)
    {
        IHelperSandbox helpers = services.Helpers
            ?? throw McpErrors.Unusable(declaration.Name, "this broker has no helper sandbox", "install bubblewrap");
        HelperCommand command = programs.Compose(declaration, services);
        var transport = new HelperTransport(declaration.Name);
        IHelperProcess process;
        try
        {
            process = await helpers.StartAsync(command, transport, cancellationToken);
        }
        catch (TactusException failure)
        {
            throw new EffectException(failure.Code, EffectErrorKind.Failed, failure.Message, failure.Mend ?? "", inner: failure);
        }

        transport.Attach(process);
        var end = new HelperEnd(process, transport, services.Run.Redactor, services.Run.Clock);
        try
        {
            return await BeginAsync(transport, end, cancellationToken);
        }
        catch
        {
            await end.DisposeAsync();
            throw;
        }
    }

    private async Task<McpSession> BeginAsync(HelperTransport transport, HelperEnd end, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(declaration.StartupTimeout, services.Run.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await McpSession.BeginAsync(declaration.Name, transport, end, services.Run.Redactor, declaration.StartupTimeout, linked.Token);
        }
        catch (Exception error) when ((error is OperationCanceledException or TimeoutException || timeout.IsCancellationRequested) && !cancellationToken.IsCancellationRequested)
        {
            throw McpErrors.SlowStart(declaration.Name, declaration.StartupTimeout, end.DescribeWords());
        }
        catch (IOException error)
        {
            throw McpErrors.NotStarted(declaration.Name, await end.DescribeAsync(error));
        }
        catch (Exception error) when (McpSession.IsRefusal(error))
        {
            throw McpErrors.NotStarted(declaration.Name, ServerText.Shorten(error.Message, services.Run.Redactor) + end.DescribeWords());
        }
    }
}
