using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tactus.Broker.Secrets;
using Tactus.Models.Failures;
using Tactus.Policy.Data;
using Tactus.Policy.Grants;

namespace Tactus.Models.Providers;

/// <summary>Stands between a vendor's library and the network for one attempt: adds headers, and turns everything that is no good answer into one
/// of our failures before the library sees it.</summary>
/// <param name="network">The shared connections.</param>
/// <param name="provider">Whom it asks.</param>
/// <param name="headers">Headers to add, secrets put in.</param>
/// <param name="redactor">Takes secrets out of what a provider says of an error before it is shortened: half of one would not be known any more.</param>
/// <param name="clock">The clock of the idle timeout and of dates in <c>Retry-After</c>.</param>
internal sealed class ProviderMessageHandler(
    HttpMessageHandler network, ModelProvider provider, IReadOnlyDictionary<string, string> headers, Redactor redactor, TimeProvider clock) : DelegatingHandler(network)
{
    /// <summary>Most bytes of an answer.</summary>
    public const long MaxAnswerBytes = 32L << 20;

    private const int MaxErrorBytes = 64 << 10;
    private const int MaxErrorCharacters = 300;

    private static readonly HashSet<string> s_sent = ReasonedList
        .Load(typeof(ProviderMessageHandler).Assembly, "sent-headers.list")
        .Select(entry => entry.Entry)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (string name in request.Headers.Select(header => header.Key).Where(name => !s_sent.Contains(name)).ToList())
        {
            request.Headers.Remove(name);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        HttpResponseMessage response = await SendWatchedAsync(request, cancellationToken);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var watched = new WatchedStream(body, provider.Name, MaxAnswerBytes, provider.IdleTimeout, clock);
        if (!response.IsSuccessStatusCode)
        {
            throw ModelFailures.Refused(
                provider.Name, response.StatusCode, await ReadErrorAsync(watched, cancellationToken), ReadRetryAfter(response.Headers.RetryAfter));
        }

        string type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (type is not ("application/json" or "text/event-stream"))
        {
            throw ModelFailures.Malformed(provider.Name, $"its type is '{(type.Length > 60 ? type[..60] : type)}', not application/json or text/event-stream");
        }

        var content = new StreamContent(watched);
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = content;
        return response;
    }

    private async Task<HttpResponseMessage> SendWatchedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(provider.IdleTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ModelFailures.Silent(provider.Name, provider.IdleTimeout);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw ModelFailures.Unreachable(provider.Name, error);
        }
    }

    private TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // Both vendors say {"error": {"message": …}}; of anything else the beginning is shown.
    private async Task<string> ReadErrorAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxErrorBytes];
        int length;
        try
        {
            length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (ModelCallException)
        {
            // The status says enough.
            return "";
        }

        string text = ReadMessage(buffer.AsMemory(0, length)) ?? Encoding.UTF8.GetString(buffer, 0, length);
        text = redactor.Redact(text).ReplaceLineEndings(" ").Trim();
        return text.Length > MaxErrorCharacters ? text[..MaxErrorCharacters] + "…" : text;
    }

    private static string? ReadMessage(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out JsonElement error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("message", out JsonElement message)
                && message.ValueKind == JsonValueKind.String
                    ? message.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
