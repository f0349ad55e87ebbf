using System.Net.Sockets;

namespace Tactus.Benchmarks.RoundTrips;

/// <summary>The least that two processes can say to each other: bytes to a Unix socket, the same bytes back.</summary>
internal static class EchoServer
{
    /// <summary>The word on this program's command line that makes it serve.</summary>
    public const string Word = "echo-server";

    /// <summary>Bytes of a message.</summary>
    public const int MessageBytes = 64;

    /// <summary>Serves one connection until it ends.</summary>
    public static void Serve(string socketPath)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        listener.Listen();
        Console.WriteLine("listening");
        using Socket peer = listener.Accept();
        byte[] message = new byte[MessageBytes];
        while (Fill(peer, message))
        {
            peer.Send(message);
        }
    }

    /// <summary>Receives a whole message; false when the connection has ended.</summary>
    public static bool Fill(Socket socket, Span<byte> message)
    {
        while (message.Length > 0)
        {
            int count = socket.Receive(message);
            if (count == 0)
            {
                return false;
            }

            message = message[count..];
        }

        return true;
    }
}
