using System.Net;
using Tactus.Policy.Data;

namespace Tactus.Policy.Network;

/// <summary>Tells public addresses from those that reach the machine or its neighbours. Pure and thread-safe.</summary>
/// <remarks>Whoever connects by name asks again with the address it resolved to: a name may be rebound between check and use.</remarks>
public static class AddressPolicy
{
    private static readonly (IPNetwork Network, ReasonedEntry Entry)[] Private =
        [.. ReasonedList.Load("private-addresses.list").Select(entry => (IPNetwork.Parse(entry.Entry), entry))];

    /// <summary>The range that makes an address private and why, or null when it is public.</summary>
    public static ReasonedEntry? FindPrivateRange(IPAddress address)
    {
        var judged = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var (network, entry) in Private)
        {
            if (network.Contains(judged))
            {
                return entry;
            }
        }

        return null;
    }
}
