using System.Net;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Makes the connections of everything that asks the world by HTTP for a run: host tools, models, MCP servers.</summary>
/// <remarks>
/// Nothing is taken from the environment or kept between requests: no proxy, no cookies, no credentials, no trace headers. Redirects are for the caller to judge, and
/// bodies stay as they came, so that a small one cannot grow into a large one.
/// </remarks>
public static class OutgoingHttp
{
    // A host that does not even answer the connection is told as unreachable long before a tool's or a model's own timeout.
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    // A name that moved to another address is noticed within a long run.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(2);

    private const int MostHeaderKibibytes = 64;

    /// <summary>A handler with a connection pool of its own. The caller disposes it.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = s_connectTimeout,
        PooledConnectionLifetime = s_connectionLifetime,
        MaxResponseHeadersLength = MostHeaderKibibytes,
    };
}
