using Tactus.Broker.Gate;
using Tactus.Broker.Sessions;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.V1;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Support;

/// <summary>A session on a real socket and a guest's end of it.</summary>
internal sealed class LiveSession : IAsyncDisposable
{
    private readonly Folder _folder;

    private LiveSession(Folder folder, TestBroker broker, BrokerSession session, BrokerClient guest)
    {
        _folder = folder;
        Broker = broker;
        Session = session;
        Guest = guest;
    }

    public TestBroker Broker { get; }

    public BrokerSession Session { get; }

    public BrokerClient Guest { get; }

    public string SocketPath => _folder.At("broker.sock");

    public static async Task<LiveSession> StartAsync(
        Grant? grant = null,
        IHelperSandbox? helpers = null,
        IRunStore? store = null,
        TimeProvider? clock = null,
        bool resumed = false,
        IReadOnlyList<IEffectHandler>? effects = null,
        params (string Name, string Value)[] secrets)
    {
        var folder = new Folder();
        var broker = new TestBroker(grant, store, helpers, clock: clock, resumed: resumed, effects: effects, secrets: secrets);
        var options = new BrokerSessionOptions { SocketPath = folder.At("broker.sock"), Start = new StartResponse { RunId = "run1" } };
        BrokerSession session = await BrokerSession.StartAsync(broker.Host, options, CancellationToken.None);
        return new LiveSession(folder, broker, session, BrokerClient.Connect(options.SocketPath, session.Token.Bytes.Span));
    }

    public async ValueTask DisposeAsync()
    {
        Guest.Dispose();
        await Session.DisposeAsync();
        Broker.Dispose();
        _folder.Dispose();
    }
}
