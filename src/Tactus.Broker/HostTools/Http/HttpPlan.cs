namespace Tactus.Broker.HostTools.Http;

/// <summary>A rendered request; can be sent more than once.</summary>
/// <param name="Method">Method.</param>
/// <param name="Uri">Where to.</param>
/// <param name="Headers">Headers in order.</param>
/// <param name="Body">Body, or null.</param>
/// <param name="BodyHasSecret">True when the body was made with a secret.</param>
internal sealed record HttpPlan(HttpMethod Method, Uri Uri, IReadOnlyList<HttpPlanHeader> Headers, byte[]? Body, bool BodyHasSecret)
{
    /// <summary>What the body is. Default: JSON.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>True when the address behind the host's name must not be one of this machine or its neighbours.</summary>
    public bool MustBePublic { get; init; }
}
