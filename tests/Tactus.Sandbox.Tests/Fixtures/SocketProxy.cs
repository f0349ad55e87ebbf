using System.Net.Sockets;

namespace Tactus.Sandbox.Tests.Fixtures;

/// <summary>Stands between a driver and the engine, so that a test can take the engine away.</summary>
internal sealed class SocketProxy : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "tactus-proxy-" + Guid.NewGuid().ToString("N")[..8]);
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> _open = [];
    private readonly Lock _lock = new();
    private readonly string _target;

    public SocketProxy(string target)
    {
        _target = target;
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string Address => "unix://" + _path;

    public void Dispose()
    {
        _listener.Dispose();
        lock (_lock)
        {
            _open.ForEach(socket => socket.Dispose());
        }

        File.Delete(_path);
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[65536];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(_target));
            lock (_lock)
            {
                _open.AddRange([client, engine]);
            }

            _ = CopyAsync(client, engine);
            _ = CopyAsync(engine, client);
        }
    }
}
