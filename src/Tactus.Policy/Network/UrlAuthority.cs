using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Tactus.Policy.Network;

/// <summary>The host and port of a URL, read strictly: every form that two readers could read differently is refused.</summary>
/// <param name="Host">Lower case; an IPv6 address without its brackets, in its shortest form.</param>
/// <param name="Port">The port as written, or null.</param>
/// <param name="Address">The address when the host is one, else null.</param>
internal sealed record UrlAuthority(string Host, int? Port, IPAddress? Address)
{
    private const int MaxHostLength = 253;
    private const int MaxLabelLength = 63;

    public static bool TryParse(string text, [NotNullWhen(true)] out UrlAuthority? authority, [NotNullWhen(false)] out string? problem)
    {
        authority = null;
        problem = FindCharacterProblem(text);
        if (problem is not null)
        {
            return false;
        }

        var lower = text.ToLowerInvariant();
        string host;
        string rest;
        if (lower[0] == '[')
        {
            var end = lower.IndexOf(']', StringComparison.Ordinal);
            if (end < 0)
            {
                problem = "has an opening bracket without a closing one";
                return false;
            }

            host = lower[1..end];
            rest = lower[(end + 1)..];
        }
        else
        {
            var colon = lower.IndexOf(':', StringComparison.Ordinal);
            host = colon < 0 ? lower : lower[..colon];
            rest = colon < 0 ? "" : lower[colon..];
        }

        if (!TryParsePort(rest, out var port))
        {
            problem = "has a port that is not a number from 1 to 65535";
            return false;
        }

        IPAddress? address;
        if (lower[0] == '[')
        {
            problem = TryParseIPv6(host, out address) ? null : "has brackets around something that is no IPv6 address";
        }
        else
        {
            problem = FindHostProblem(host, out address);
        }

        if (problem is not null)
        {
            return false;
        }

        authority = new UrlAuthority(address?.ToString() ?? host, port, address);
        return true;
    }

    private static string? FindCharacterProblem(string text)
    {
        if (text.Length == 0)
        {
            return "has no host";
        }

        foreach (var c in text)
        {
            if (c == '@')
            {
                return "has user information before the host";
            }

            if (c > '\u007e')
            {
                return "has a host that is not ASCII; write its punycode form, so that a look-alike cannot pass";
            }

            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or ':' or '[' or ']'))
            {
                return "has a character in its host that does not belong there";
            }
        }

        return null;
    }

    private static bool TryParsePort(string rest, out int? port)
    {
        port = null;
        if (rest.Length == 0)
        {
            return true;
        }

        var digits = rest[1..];
        if (rest[0] != ':' || digits.Length is 0 or > 5 || digits[0] == '0' || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        port = int.Parse(digits);
        return port <= IPEndPoint.MaxPort;
    }

    private static bool TryParseIPv6(string host, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(host, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static string? FindHostProblem(string host, out IPAddress? address)
    {
        address = null;
        if (host.Length is 0 or > MaxHostLength)
        {
            return $"has a host of 0 or more than {MaxHostLength} characters";
        }

        if (host[^1] == '.')
        {
            return "has a host that ends in a dot";
        }

        var labels = host.Split('.');
        if (labels.Any(label => label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-'))
        {
            return "has a host with an empty, too long or dash-edged part";
        }

        // inet_aton reads 2130706433, 0177.1 and 0x7f000001 as addresses, and resolvers call it; a last part that is
        // a number therefore means an address, and only the plain four decimal parts are accepted.
        if (!IsNumber(labels[^1]))
        {
            return null;
        }

        var isPlain = labels.Length == 4 && labels.All(label => label.All(char.IsAsciiDigit) && (label.Length == 1 || label[0] != '0'));
        return isPlain && IPAddress.TryParse(host, out address)
            ? null
            : "writes an address in an unusual form; write four decimal numbers";
    }

    private static bool IsNumber(string label) =>
        label.StartsWith("0x", StringComparison.Ordinal) ? label[2..].All(char.IsAsciiHexDigit) : label.All(char.IsAsciiDigit);
}
