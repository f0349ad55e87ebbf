using System.Net;

namespace Tactus.Mcp.Transport;

/// <summary>The body of an answer, which breaks off where an event or the whole grows beyond its bound.</summary>
internal sealed class BoundedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly int _most;

    /// <param name="inner">The body.</param>
    /// <param name="most">Most bytes of it; of a body of events, of one of them.</param>
    public BoundedContent(HttpContent inner, int most)
    {
        _inner = inner;
        _most = most;
        foreach ((string name, IEnumerable<string> values) in inner.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using Stream body = await CreateContentReadStreamAsync();
        await body.CopyToAsync(stream);
    }

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync() => Bound(await _inner.ReadAsStreamAsync());

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        Bound(await _inner.ReadAsStreamAsync(cancellationToken));

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private BoundedBody Bound(Stream body) => new(body, _most, isEvents: _inner.Headers.ContentType?.MediaType == "text/event-stream");
}
