using System.Diagnostics;
using System.Net.Sockets;

namespace Tactus.Benchmarks.RoundTrips;

/// <summary>Talks to an <see cref="EchoServer"/> in a process of its own.</summary>
internal sealed class EchoClient : IDisposable
{
    private readonly Process _server;
    private readonly Socket _socket;

    private EchoClient(Process server, Socket socket)
    {
        _server = server;
        _socket = socket;
    }

    /// <summary>Starts a server and connects to it.</summary>
    /// <param name="socketPath">Where nothing is yet.</param>
    public static EchoClient Start(string socketPath)
    {
        Process server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [EchoServer.Word, socketPath]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        _ = server.StandardOutput.ReadLine();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        return new EchoClient(server, socket);
    }

    /// <summary>Times of single round trips, in microseconds.</summary>
    public double[] Ping(int times)
    {
        var spans = new double[times];
        byte[] message = new byte[EchoServer.MessageBytes];
        for (int i = 0; i < times; i++)
        {
            long began = Stopwatch.GetTimestamp();
            _socket.Send(message);
            EchoServer.Fill(_socket, message);
            spans[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        return spans;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _server.WaitForExit();
        _server.Dispose();
    }
}
