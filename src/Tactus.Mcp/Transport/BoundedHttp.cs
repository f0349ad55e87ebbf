using System.Net;

namespace Tactus.Mcp.Transport;

/// <summary>The HTTP client of servers that run elsewhere: no redirects, no cookies, no proxy, nothing from the environment, and answers in bounded memory.</summary>
internal static class BoundedHttp
{
    /// <summary>Makes a client.</summary>
    public static HttpClient CreateClient() => new(
        new BoundedAnswers(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 64,
        }))
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = HelperTransport.MaxMessage,
    };

    private sealed class BoundedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            response.Content = new BoundedContent(response.Content, HelperTransport.MaxMessage);
            return response;
        }
    }
}
