using Polly;
using Polly.CircuitBreaker;
using Tactus.Broker.HostTools.Templates;
using Tactus.Policy.Grants;
using Tactus.Policy.Network;
using Tactus.Policy.Templates;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Http;

/// <summary>A host tool that is an HTTP request.</summary>
internal sealed class HttpTool : DeclaredTool
{
    private const string KeyHeader = "Idempotency-Key";

    private readonly TemplateRenderer _renderer;
    private readonly HttpSender _sender;
    private readonly UrlTemplate _url;
    private readonly HttpMethod _method;
    private readonly List<(string Name, TemplateText Value)> _headers;
    private readonly JsonBody? _body;
    private readonly bool _bodyHasSecret;
    private readonly HostAllowList _redirects;
    private readonly ResiliencePipeline<HttpAnswer> _retries;
    private readonly ResiliencePipeline<HttpAnswer> _breaker;
    private readonly TimeProvider _clock;

    /// <summary>Compiles a declaration.</summary>
    /// <exception cref="TactusException">It cannot be used (TAC3105).</exception>
    public HttpTool(HostToolDeclaration declaration, TemplateRenderer renderer, HttpSender sender, HttpResilience resilience, TimeProvider clock)
        : base(declaration, "http")
    {
        HttpToolDeclaration http = declaration.Http!;
        _renderer = renderer;
        _sender = sender;
        _clock = clock;
        _url = ReadUrl(http.Url, renderer);
        _method = HttpMethod.Parse(http.Method);
        _headers = [.. http.Headers.Select(header => (header.Key, TemplateText.Parse(header.Value)))];
        _body = http.Body is null ? null : new JsonBody(http.Body, renderer);
        _bodyHasSecret = Secrets.DeclaredTemplates.Leaves(http.Body).Any(leaf => TemplateText.Parse(leaf).Secrets.Any());
        _redirects = new HostAllowList(http.AllowedRedirectHosts.Select(ReadRule));
        _retries = declaration.Effect == EffectClass.Once
            ? ResiliencePipeline<HttpAnswer>.Empty
            : resilience.Retrying(declaration.Limits.Timeout);
        _breaker = resilience.BreakerOf(_url.Origin);
    }

    /// <inheritdoc/>
    public override async ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken)
    {
        HttpPlan plan = Compose(call);
        using var timeout = new CancellationTokenSource(Declaration.Limits.Timeout, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            HttpAnswer answer = await _retries.ExecuteAsync(
                async outer => await _breaker.ExecuteAsync(
                    async inner => await _sender.SendAsync(Declaration.Name, plan, _redirects, Declaration.Limits.Response, inner), outer),
                linked.Token);
            return HttpAnswerValue.Of(answer);
        }
        catch (BrokenCircuitException)
        {
            throw HttpErrors.Broken(_url.Origin.Authority);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw HttpErrors.Late(Declaration.Name, Declaration.Limits.Timeout);
        }
        catch (Exception error) when (HttpResilience.IsTransportFailure(error))
        {
            throw HttpErrors.Unreachable(_url.Origin.Authority, error);
        }
    }

    private static bool IsHeaderText(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static void AddUnlessDeclared(List<HttpPlanHeader> headers, string name, string value)
    {
        if (!headers.Exists(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new HttpPlanHeader(name, value, HasSecret: false));
        }
    }

    private HttpPlan Compose(HostToolCall call)
    {
        var headers = new List<HttpPlanHeader>(_headers.Count + 1);
        foreach ((string name, TemplateText template) in _headers)
        {
            string value = _renderer.Render(template, call.Arguments);
            if (!IsHeaderText(value))
            {
                throw HttpErrors.BadHeader(name);
            }

            headers.Add(new HttpPlanHeader(name, value, template.Secrets.Any()));
        }

        // Some servers refuse a request that does not say who asks.
        AddUnlessDeclared(headers, "User-Agent", "tactus");
        if (Declaration.Effect != EffectClass.Read)
        {
            AddUnlessDeclared(headers, KeyHeader, call.IdempotencyKey);
        }

        return new HttpPlan(_method, _url.Render(call.Arguments), headers, _body?.Render(call.Arguments), _bodyHasSecret);
    }

    private UrlTemplate ReadUrl(string url, TemplateRenderer renderer)
    {
        try
        {
            return new UrlTemplate(url, renderer);
        }
        catch (FormatException error)
        {
            throw Unusable(error.Message);
        }
    }

    private HostRule ReadRule(string text) =>
        HostRule.TryParse(text, out HostRule? rule, out string? problem) ? rule : throw Unusable($"its redirect host '{text}' {problem}");
}
