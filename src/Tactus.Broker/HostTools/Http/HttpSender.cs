using System.Net;
using System.Net.Http.Headers;
using Tactus.Policy.Network;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Sends planned requests: follows redirects only where they may lead, and reads no more than it may.</summary>
/// <remarks>One connection pool for a run; what its connections leave out, <see cref="OutgoingHttp"/> says. Thread-safe.</remarks>
internal sealed class HttpSender : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpMessageInvoker _invoker;
    private readonly TimeProvider _clock;

    public HttpSender(TimeProvider clock)
    {
        _clock = clock;
        SocketsHttpHandler handler = OutgoingHttp.CreateHandler();
        handler.ConnectCallback = PublicConnection.OpenAsync;
        _invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>Sends a request and reads its answer, through redirects.</summary>
    /// <param name="tool">The tool's name, for errors.</param>
    /// <param name="plan">The request.</param>
    /// <param name="redirects">Where else than to the plan's own origin a redirect may lead.</param>
    /// <param name="limit">Most bytes of the answer's body.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Gate.EffectException">A redirect leads elsewhere (TAC3304), the answer is too large (TAC3305), or the address is private and must be public
    /// (TAC3308).</exception>
    /// <exception cref="HttpRequestException">The request failed.</exception>
    public async Task<HttpAnswer> SendAsync(
        string tool, HttpPlan plan, HostAllowList redirects, long limit, CancellationToken cancellationToken)
    {
        HttpPlan home = plan;
        for (int hop = 0; ; hop++)
        {
            using HttpRequestMessage request = Compose(plan);
            using HttpResponseMessage response = await ExchangeAsync(request, isFirst: hop == 0, cancellationToken);
            if (FindRedirect(response, plan.Uri) is not { } target)
            {
                return await ReadAsync(tool, response, limit, cancellationToken);
            }

            if (hop == MaxRedirects)
            {
                throw HttpErrors.BadRedirect(target.Host, $"after {MaxRedirects} redirects before");
            }

            plan = Follow(plan, target, response.StatusCode, home, redirects);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static HttpRequestMessage Compose(HttpPlan plan)
    {
        var request = new HttpRequestMessage(plan.Method, plan.Uri) { Version = HttpVersion.Version11 };
        request.Options.Set(PublicConnection.Required, plan.MustBePublic);
        if (plan.Body is not null)
        {
            request.Content = new ByteArrayContent(plan.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(plan.ContentType);
        }

        foreach (HttpPlanHeader header in plan.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value) && request.Content is not null)
            {
                request.Content.Headers.Remove(header.Name);
                request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        return request;
    }

    private static Uri? FindRedirect(HttpResponseMessage response, Uri from) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            ? new Uri(from, location)
            : null;

    private static HttpPlan Follow(HttpPlan plan, Uri target, HttpStatusCode status, HttpPlan home, HostAllowList redirects)
    {
        if (target.UserInfo.Length > 0 || target.Scheme is not ("http" or "https"))
        {
            throw HttpErrors.BadRedirect(target.Host, "with a user or a scheme that is not http");
        }

        bool isHome = HasSameOrigin(target, home.Uri);
        if (!isHome && (target.Scheme != "https" && home.Uri.Scheme == "https"))
        {
            throw HttpErrors.BadRedirect(target.Host, "without the protection of https");
        }

        bool mustBePublic = home.MustBePublic;
        if (!isHome)
        {
            // A name on the list may lead anywhere at the moment of the request; only an address that is listed itself may be private.
            mustBePublic = redirects.Decide(target.AbsoluteUri) switch
            {
                HostDecision.Allowed allowed => !allowed.MayBePrivate,
                HostDecision.Denied denied => throw HttpErrors.BadRedirect(target.Host, $"but the URL {denied.Reason}"),
                _ => true,
            };
        }

        // RFC 9110: 303 always, 301 and 302 by long custom, turn anything but GET and HEAD into a GET without a body.
        bool keepsBody = (int)status is 307 or 308 || plan.Method == HttpMethod.Get;
        if (!isHome && keepsBody && plan.BodyHasSecret)
        {
            throw HttpErrors.BadRedirect(target.Host, "and would take a secret in the body along");
        }

        return plan with
        {
            Uri = target,
            Method = keepsBody ? plan.Method : HttpMethod.Get,
            Body = keepsBody ? plan.Body : null,
            Headers = isHome ? plan.Headers : [.. plan.Headers.Where(header => !header.HasSecret && !IsCredential(header.Name))],
            BodyHasSecret = keepsBody && plan.BodyHasSecret,
            MustBePublic = mustBePublic,
        };
    }

    // Whoever wrote a credential as plain text into the YAML meant it for one server, too.
    private static bool IsCredential(string name) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    private static bool HasSameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port && string.Equals(left.Host, right.Host, StringComparison.OrdinalIgnoreCase);

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            return await _invoker.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException error) when (error.InnerException is PrivateAddressException found)
        {
            string host = request.RequestUri!.Host;
            throw isFirst ? HttpErrors.Private(host, found.Message) : HttpErrors.BadRedirect(host, found.Message);
        }
    }

    private async Task<HttpAnswer> ReadAsync(string tool, HttpResponseMessage response, long limit, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit && response.RequestMessage?.Method != HttpMethod.Head)
        {
            throw HttpErrors.TooLarge(tool, limit);
        }

        using var body = new MemoryStream();
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[16 * 1024];
        for (int read = await stream.ReadAsync(buffer, cancellationToken); read > 0; read = await stream.ReadAsync(buffer, cancellationToken))
        {
            if (body.Length + read > limit)
            {
                throw HttpErrors.TooLarge(tool, limit);
            }

            body.Write(buffer, 0, read);
        }

        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new HttpAnswer((int)response.StatusCode, headers, body.ToArray(), ReadRetryAfter(response));
    }

    private TimeSpan? ReadRetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? wait = response.Headers.RetryAfter;
        TimeSpan? delay = wait?.Delta ?? (wait?.Date is { } date ? date - _clock.GetUtcNow() : null);
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
