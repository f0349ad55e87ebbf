namespace Tactus.Broker.HostTools.Http;

/// <summary>An answer that was read to its end.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Headers">Headers by lower-case name; several of one name are joined by comma.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">How long the server asks to wait, or null.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, TimeSpan? RetryAfter)
{
    /// <summary>True when the server says that the same request may succeed later.</summary>
    public bool IsTransient => Status is 408 or 425 or 429 or 500 or 502 or 503 or 504;

    /// <summary>True when the server, not the request, is at fault.</summary>
    public bool IsServerFailure => Status >= 500;
}
