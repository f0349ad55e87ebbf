namespace Tactus.Policy.Network;

/// <summary>Whether an allow-list lets a URL through.</summary>
public abstract record HostDecision
{
    private HostDecision()
    {
    }

    /// <summary>It does.</summary>
    /// <param name="Host">Host in lower case, without brackets.</param>
    /// <param name="Port">Port, the scheme's own when the URL names none.</param>
    /// <param name="MayBePrivate">True when the rule names this very address, so that a private range is meant.</param>
    public sealed record Allowed(string Host, int Port, bool MayBePrivate) : HostDecision;

    /// <summary>It does not.</summary>
    /// <param name="Reason">Why, as the end of a sentence that begins with the URL.</param>
    public sealed record Denied(string Reason) : HostDecision;
}
