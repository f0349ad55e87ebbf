using System.Net.Http.Headers;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Http;

/// <summary>Turns an answer into the value that the procedure gets: <c>{status, body, headers}</c>.</summary>
internal static class HttpAnswerValue
{
    // What a procedure may need to go on; the rest tells about the server and its sessions (Set-Cookie above all).
    private static readonly string[] Shown =
        ["content-type", "etag", "last-modified", "link", "location", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id"];

    /// <summary>The value; a JSON body is parsed, any other is bytes.</summary>
    public static Value Of(HttpAnswer answer) => Value.MapOf(
        ("status", Value.Of(answer.Status)),
        ("body", Body(answer)),
        ("headers", Value.MapOf([.. Shown.Where(answer.Headers.ContainsKey).Select(name => (name, Value.Of(answer.Headers[name])))])));

    private static Value Body(HttpAnswer answer)
    {
        if (!IsJson(answer))
        {
            return Value.Of(answer.Body);
        }

        try
        {
            return ValueJson.Parse(answer.Body, JsonMarkers.Plain);
        }
        catch (ValueFormatException)
        {
            // A server that calls something JSON which is none: the procedure gets the bytes and can say so better.
            return Value.Of(answer.Body);
        }
    }

    private static bool IsJson(HttpAnswer answer) =>
        answer.Headers.TryGetValue("content-type", out string? header)
        && MediaTypeHeaderValue.TryParse(header, out MediaTypeHeaderValue? type)
        && type.MediaType is { } media
        && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}
