using System.Net.Sockets;

namespace Tactus.Protocol.Grpc.Server;

/// <summary>Who is at the other end of a Unix socket, as the kernel recorded it when the peer connected.</summary>
internal static class PeerCredentials
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int UserIdOffset = 4;

    /// <summary>The peer's user id, as this process's user namespace shows it.</summary>
    /// <exception cref="SocketException">The kernel does not say.</exception>
    public static uint UserIdOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials);
        return BitConverter.ToUInt32(credentials[UserIdOffset..]);
    }
}
