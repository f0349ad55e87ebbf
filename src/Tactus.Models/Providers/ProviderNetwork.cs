using System.Net;
using Tactus.Broker.Secrets;
using Tactus.Models.Failures;
using Tactus.Policy.Grants;
using Tactus.Policy.Templates;

namespace Tactus.Models.Providers;

/// <summary>The connections of a run to the providers of its models.</summary>
/// <remarks>One pool for a run. No proxy, no cookies, no redirects, no decompression, nothing from the environment. Thread-safe.</remarks>
internal sealed class ProviderNetwork(ISecretValues secrets, Redactor redactor, TimeProvider clock) : IDisposable
{
    private readonly SocketsHttpHandler _sockets = new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>A client for one attempt. It owns no connection.</summary>
    /// <param name="provider">Whom it asks.</param>
    /// <param name="idempotencyKey">Sent as <c>Idempotency-Key</c>, unless the provider's headers set that.</param>
    /// <exception cref="ModelCallException">A secret of its headers is missing (TAC3808).</exception>
    public HttpClient CreateClient(ModelProvider provider, string idempotencyKey)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Idempotency-Key"] = idempotencyKey };
        foreach ((string name, string template) in provider.Headers)
        {
            headers[name] = Render(provider, template);
        }

        return new HttpClient(new ProviderMessageHandler(_sockets, provider, headers, redactor, clock), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The provider's key, or null when it has none.</summary>
    /// <exception cref="ModelCallException">The secret is missing (TAC3808).</exception>
    public string? KeyOf(ModelProvider provider) => provider.ApiKey is null ? null : Render(provider, provider.ApiKey);

    /// <inheritdoc/>
    public void Dispose() => _sockets.Dispose();

    private string Render(ModelProvider provider, string template) => string.Concat(TemplateText.Parse(template).Parts.Select(part => part switch
    {
        TemplatePart.Secret secret => secrets.Find(secret.Name) ?? throw ModelFailures.KeyMissing(provider.Name, secret.Name),
        TemplatePart.Literal literal => literal.Value,
        _ => throw new FormatException($"the provider {provider.Name} has a placeholder that only tools know"),
    }));
}
