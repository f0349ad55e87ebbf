using System.Security.Cryptography;
using Tactus.Protocol.V1;

namespace Tactus.Language.Tests.Journals;

/// <summary>One answered effect of a journal in memory.</summary>
/// <param name="Request">What was asked; a copy of its own.</param>
/// <param name="Response">What was answered, with its delivery number.</param>
/// <param name="EventsBefore">How many events the host had when the answer was handed over.</param>
public sealed record MemoryEntry(PerformRequest Request, PerformResponse Response, int EventsBefore)
{
    /// <summary>The entry as a broker streams it.</summary>
    public ReplayEntry ToReplayEntry() => new()
    {
        Key = Request.Key.Clone(),
        Kind = Request.Kind,
        Name = Request.Name,
        ArgumentsHash = Google.Protobuf.ByteString.CopyFrom(SHA256.HashData(Request.Arguments.Span)),
        Location = Request.Location?.Clone(),
        Response = Response.Clone(),
    };

    /// <summary>The entry in one line, for comparison and for messages.</summary>
    public override string ToString()
    {
        string arguments = Protocol.Values.Value.Decode(Request.Arguments.Span).ToString();
        string recorded = Request.Recorded.IsEmpty ? "" : " recorded " + Protocol.Values.Value.Decode(Request.Recorded.Span);
        string answer = Response.Error is { } error ? error.Code : Protocol.Values.Value.Decode(Response.Result.Span).ToString();
        return $"{Response.Delivery}: {Request.Key.Branch}:{Request.Key.Position} {Request.Kind} '{Request.Name}' {arguments}{recorded} -> {answer}";
    }
}
