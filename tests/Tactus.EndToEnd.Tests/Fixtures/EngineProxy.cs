using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>A socket that passes everything on to the machine's container engine, until it is cut: for its users the engine dies then.</summary>
internal sealed class EngineProxy : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("tac-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> _open = [];

    /// <summary>Listens.</summary>
    public EngineProxy()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>The value of <c>DOCKER_HOST</c> that leads here.</summary>
    public string Host => "unix://" + SocketPath;

    private string SocketPath => Path.Combine(_directory, "engine.sock");

    /// <summary>A part of the request before which <see cref="Before"/> is performed. Default: none.</summary>
    public string? Request { get; init; }

    /// <summary>Performed before such a request is passed on; one that never ends makes an engine that hangs. Default: nothing.</summary>
    public Func<Task> Before { get; init; } = static () => Task.CompletedTask;

    /// <summary>Ends every connection and takes no more.</summary>
    public void Cut()
    {
        _listener.Dispose();
        foreach (Socket socket in _open)
        {
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        Cut();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket near = await _listener.AcceptAsync();
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _open.Add(near);
                _open.Add(far);
                await far.ConnectAsync(new UnixDomainSocketEndPoint(ContainerEngine.SocketPath));
                _ = CopyAsync(near, far, Request);
                _ = CopyAsync(far, near, request: null);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private async Task CopyAsync(Socket from, Socket to, string? request)
    {
        byte[] buffer = new byte[32 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                if (request is not null && Encoding.Latin1.GetString(buffer, 0, count).Contains(request, StringComparison.Ordinal))
                {
                    await Before();
                }

                for (int sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was cut, or one side has gone.
        }
    }
}
