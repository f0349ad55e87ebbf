using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Grpc.Server;

namespace Tactus.Protocol.Tests.Support;

/// <summary>Our server and our client on a real Unix socket in a directory of their own.</summary>
internal sealed class BrokerPair : IAsyncDisposable
{
    /// <summary>Longest time that a test waits for something that must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _directory;

    private BrokerPair(string directory, BrokerListener listener, ScriptedBroker broker)
    {
        _directory = directory;
        Listener = listener;
        Broker = broker;
        Client = BrokerClient.Connect(listener.SocketPath, ScriptedBroker.Token);
    }

    public BrokerListener Listener { get; }

    public ScriptedBroker Broker { get; }

    public BrokerClient Client { get; }

    public static async Task<BrokerPair> StartAsync(BrokerListenerOptions? options = null)
    {
        string directory = Directory.CreateTempSubdirectory("tactus-").FullName;
        var broker = new ScriptedBroker();
        BrokerListener listener = await BrokerListener.StartAsync(Path.Combine(directory, "broker.sock"), broker, options ?? new BrokerListenerOptions());
        return new BrokerPair(directory, listener, broker);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Listener.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
