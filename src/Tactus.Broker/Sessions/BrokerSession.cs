using Tactus.Protocol;
using Tactus.Protocol.Grpc.Server;

namespace Tactus.Broker.Sessions;

/// <summary>The broker of one run, listening for its guest.</summary>
/// <remarks>Disposing it kills the token, waits for effects that were begun, and removes the socket. It does not dispose the <see cref="RunBroker"/>.</remarks>
public sealed class BrokerSession : IAsyncDisposable
{
    private readonly SessionService _service;
    private readonly BrokerListener _listener;

    private BrokerSession(SessionService service, BrokerListener listener)
    {
        _service = service;
        _listener = listener;
    }

    /// <summary>The token to hand to the guest.</summary>
    public RunToken Token => _service.Token;

    /// <summary>What the guest said that it locked down about itself; empty until it started.</summary>
    public IReadOnlyList<string> Lockdown => _service.Lockdown;

    /// <summary>Completes when the guest has started.</summary>
    public Task Started => _service.Started;

    /// <summary>Completes when the session has ended, for whatever reason. Never faults.</summary>
    public Task<SessionOutcome> Completion => _service.Completion;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="TactusException">The socket cannot be made (TAC3090), or the journal of a resumed run cannot be read (TAC6xxx).</exception>
    public static async Task<BrokerSession> StartAsync(RunBroker broker, BrokerSessionOptions options, CancellationToken cancellationToken)
    {
        await broker.PrepareAsync(cancellationToken);
        var service = new SessionService(broker, options, RunToken.Create());
        var listening = new BrokerListenerOptions { SocketMode = options.SocketMode, PeerUserId = options.PeerUserId };
        BrokerListener listener = await BrokerListener.StartAsync(options.SocketPath, service, listening, cancellationToken);
        return new BrokerSession(service, listener);
    }

    /// <summary>Ends the session at once: effects under way are cancelled, and those with an intent stay in doubt.</summary>
    public void Cancel() => _service.Cancel();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _listener.DisposeAsync();
    }
}
