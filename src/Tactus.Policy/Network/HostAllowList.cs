namespace Tactus.Policy.Network;

/// <summary>A list of hosts and ports that requests may go to. Immutable and thread-safe; an empty list allows nothing.</summary>
public sealed class HostAllowList
{
    private readonly HostRule[] rules;
    private readonly bool isPublic;

    /// <summary>Creates the list.</summary>
    public HostAllowList(IEnumerable<HostRule> rules) => this.rules = [.. rules];

    private HostAllowList(bool isPublic)
        : this([]) =>
        this.isPublic = isPublic;

    /// <summary>Allows every host and port with a public address.</summary>
    public static HostAllowList Public { get; } = new(isPublic: true);

    /// <summary>Decides about an absolute URL by its text, before anything parses it more kindly.</summary>
    /// <param name="url">Absolute <c>http</c> or <c>https</c> URL.</param>
    public HostDecision Decide(string url)
    {
        if (!TrySplit(url, out var defaultPort, out var authorityText))
        {
            return new HostDecision.Denied("is not an http or https URL");
        }

        if (!UrlAuthority.TryParse(authorityText, out var authority, out var problem))
        {
            return new HostDecision.Denied(problem);
        }

        var port = authority.Port ?? defaultPort;
        if (isPublic)
        {
            return new HostDecision.Allowed(authority.Host, port, MayBePrivate: false);
        }

        if (!Array.Exists(rules, candidate => candidate.Matches(authority, defaultPort)))
        {
            return new HostDecision.Denied($"leads to {authority.Host}:{port}, which is on no allow-list");
        }

        return new HostDecision.Allowed(authority.Host, port, MayBePrivate: authority.Address is not null);
    }

    private static bool TrySplit(string url, out int defaultPort, out string authority)
    {
        authority = "";
        var isHttps = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        defaultPort = isHttps ? 443 : 80;
        if (!isHttps && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var start = isHttps ? 8 : 7;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        authority = end < 0 ? url[start..] : url[start..end];
        return true;
    }
}
