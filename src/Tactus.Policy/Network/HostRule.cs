using System.Diagnostics.CodeAnalysis;

namespace Tactus.Policy.Network;

/// <summary>One line of a host allow-list: <c>host</c>, <c>host:port</c>, or <c>*.domain</c> with or without a port.</summary>
/// <remarks>Without a port the rule means the scheme's own port. <c>*.domain</c> means names beneath the domain, not the domain itself.</remarks>
public sealed record HostRule
{
    private HostRule(string text, string host, int? port, bool isWildcard)
    {
        Text = text;
        Host = host;
        Port = port;
        IsWildcard = isWildcard;
    }

    /// <summary>The rule as written.</summary>
    public string Text { get; }

    /// <summary>Host in lower case; for a wildcard the domain with its leading dot.</summary>
    public string Host { get; }

    /// <summary>The only port, or null for the scheme's own.</summary>
    public int? Port { get; }

    /// <summary>True for <c>*.domain</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>Parses a rule.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="rule">The parsed rule.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that begins with the rule.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out HostRule? rule, [NotNullWhen(false)] out string? problem)
    {
        rule = null;
        var isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        if (!UrlAuthority.TryParse(isWildcard ? text[2..] : text, out var authority, out problem))
        {
            return false;
        }

        if (isWildcard && authority.Address is not null)
        {
            problem = "puts a wildcard before an address";
            return false;
        }

        rule = new HostRule(text, isWildcard ? "." + authority.Host : authority.Host, authority.Port, isWildcard);
        return true;
    }

    /// <summary>True when the rule stands for this host and port.</summary>
    internal bool Matches(UrlAuthority authority, int defaultPort)
    {
        var port = authority.Port ?? defaultPort;
        if (port != (Port ?? defaultPort))
        {
            return false;
        }

        if (!IsWildcard)
        {
            return authority.Host == Host;
        }

        return authority.Address is null && authority.Host.Length > Host.Length && authority.Host.EndsWith(Host, StringComparison.Ordinal);
    }
}
