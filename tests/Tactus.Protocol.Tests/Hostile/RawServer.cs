using System.Net.Sockets;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Tests.Support;

namespace Tactus.Protocol.Tests.Hostile;

/// <summary>A server that answers the first call with frames that a test chose, and our client connected to it.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tactus-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _serving;

    public RawServer(byte[] answer, bool close)
    {
        string path = Path.Combine(_directory, "broker.sock");
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync(answer, close);
        Client = BrokerClient.Connect(path, ScriptedBroker.Token);
    }

    public BrokerClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _serving.Wait(BrokerPair.Patience).ShouldBeTrue();
        _listener.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ServeAsync(byte[] answer, bool close)
    {
        using var stream = new NetworkStream(await _listener.AcceptAsync(), ownsSocket: true);
        byte[] buffer = new byte[64 * 1024];
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 24));
        await stream.WriteAsync(RawHttp2.Frame(RawFrame.Settings, 0, 0, []));
        byte[] head = new byte[9];
        do
        {
            await stream.ReadExactlyAsync(head);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, (head[0] << 16) | (head[1] << 8) | head[2]));
        }
        while (head[3] != RawFrame.Headers);

        await stream.WriteAsync(answer);
        while (!close && await stream.ReadAsync(buffer) > 0)
        {
            close = false;
        }
    }
}
