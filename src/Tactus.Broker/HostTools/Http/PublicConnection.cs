using System.Net;
using System.Net.Sockets;
using Tactus.Policy.Network;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Opens connections, and holds those that must be public to the very address that is connected to, not to an earlier look-up.</summary>
internal static class PublicConnection
{
    /// <summary>Set on a request whose host must have a public address.</summary>
    public static HttpRequestOptionsKey<bool> Required { get; } = new("Tactus.MustBePublic");

    /// <summary>Resolves the host and connects to the first address that answers.</summary>
    /// <exception cref="PrivateAddressException">The request must be public, and an address is not.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? address)
            ? [address]
            : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        bool mustBePublic = context.InitialRequestMessage.Options.TryGetValue(Required, out bool required) && required;
        if (mustBePublic && addresses.Select(AddressPolicy.FindPrivateRange).FirstOrDefault(range => range is not null) is { } found)
        {
            throw new PrivateAddressException($"whose name leads to a private address ({found.Reason})");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
