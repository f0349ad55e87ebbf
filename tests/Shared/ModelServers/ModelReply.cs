namespace Tactus.Tests.ModelServers;

/// <summary>A reply of a server of models.</summary>
internal sealed record ModelReply
{
    public int Status { get; init; } = 200;

    /// <summary>Its type; null for what the protocols say: events for a stream, else JSON.</summary>
    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The pieces of the body; each is flushed.</summary>
    public Func<ModelRequest, IEnumerable<string>> Pieces { get; init; } = static _ => [];

    public ReplyEnding Ending { get; init; }

    /// <summary>Any reply.</summary>
    public static ModelReply Of(int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        ContentType = contentType,
        Headers = headers.ToDictionary(header => header.Name, header => header.Value),
        Pieces = _ => [body],
    };

    /// <summary>An error as both vendors write it.</summary>
    public static ModelReply Error(int status, string message, params (string Name, string Value)[] headers) =>
        Of(status, $$$"""{"type": "error", "error": {"type": "some_error", "message": "{{{message}}}"}}""", "application/json", headers);

    /// <summary>Only the beginning of a reply, and then something else than its end.</summary>
    public ModelReply Breaking(int afterPieces, ReplyEnding ending) => this with { Pieces = request => Pieces(request).Take(afterPieces), Ending = ending };
}
