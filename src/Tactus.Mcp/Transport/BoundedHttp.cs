using Tactus.Broker.HostTools.Http;

namespace Tactus.Mcp.Transport;

/// <summary>The HTTP client of servers that run elsewhere: plain connections, and answers in bounded memory.</summary>
internal static class BoundedHttp
{
    /// <summary>Makes a client.</summary>
    public static HttpClient CreateClient() => new(
        new BoundedAnswers(OutgoingHttp.CreateHandler()))
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
