namespace Tactus.Mcp.Servers;

/// <summary>Starts a server, or begins a conversation with one that runs elsewhere.</summary>
internal interface IServerStart
{
    /// <summary>Starts it and waits for its first answer.</summary>
    /// <exception cref="Broker.Gate.EffectException">It could not be started (TAC3904 to TAC3906, TAC3910, TAC3912, TAC3914, TAC3915).</exception>
    Task<IMcpSession> StartAsync(CancellationToken cancellationToken);
}
