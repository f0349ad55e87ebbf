using Tactus.Policy.Grants;
using Tactus.Policy.Network;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Where <c>http.request</c> of one run may go. Immutable and thread-safe.</summary>
internal sealed class NetworkGrant
{
    private const string ModeKey = "sandbox.network";
    private const string HostsKey = "sandbox.network_allow";

    private readonly Grant _grant;

    /// <summary>Reads a grant.</summary>
    public NetworkGrant(Grant grant)
    {
        _grant = grant;
        Hosts = grant.Sandbox.Network == NetworkMode.Open
            ? HostAllowList.Public
            : new HostAllowList(grant.Sandbox.NetworkAllow.Select(Read).OfType<HostRule>());
    }

    /// <summary>The hosts; none under <see cref="NetworkMode.None"/>.</summary>
    public HostAllowList Hosts { get; }

    /// <summary>Lets a URL pass that may be asked for.</summary>
    /// <param name="url">The URL as the procedure wrote it.</param>
    /// <returns>The URL, and whether its address must be public.</returns>
    /// <exception cref="Gate.EffectException">It may not (TAC3309).</exception>
    public (Uri Uri, bool MustBePublic) Require(string url)
    {
        NetworkMode mode = _grant.Sandbox.Network;
        if (mode == NetworkMode.None)
        {
            throw HttpErrors.NotAllowed("leads to a network, and the run has none", $"{ModeKey} is none, {PlaceOf(ModeKey)}", SuggestionFor(url));
        }

        if (Hosts.Decide(url) is not HostDecision.Allowed allowed)
        {
            string why = ((HostDecision.Denied)Hosts.Decide(url)).Reason;
            throw HttpErrors.NotAllowed(why, $"{HostsKey}, {PlaceOf(HostsKey)}", SuggestionFor(url));
        }

        // Two readers of one text must agree on where it leads.
        bool isRead = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri);
        return isRead && uri!.Port == allowed.Port && string.Equals(uri.IdnHost.Trim('[', ']'), allowed.Host, StringComparison.OrdinalIgnoreCase)
            ? (uri, !allowed.MayBePrivate)
            : throw HttpErrors.BadRequest("'url' is no URL that can be read in one way");
    }

    private static HostRule? Read(string text) => HostRule.TryParse(text, out HostRule? rule, out _) ? rule : null;

    // The host comes from an untrusted procedure and lands in YAML that a person copies.
    private string SuggestionFor(string url)
    {
        string host = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && HostRule.TryParse($"{uri.Host}:{uri.Port}", out HostRule? rule, out _) ? rule.Text : "HOST:PORT";
        string hosts = string.Join(", ", _grant.Sandbox.NetworkAllow.Append(host).Select(text => $"\"{text}\""));
        return $"sandbox:\n  network: allowlist\n  network_allow: [{hosts}]";
    }

    private string PlaceOf(string key) => _grant.Provenance.GetValueOrDefault(key, Provenance.Default).ToString();
}
