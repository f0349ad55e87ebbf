using Tactus.Language.Hashing;
using Tactus.Language.Running;
using Tactus.Protocol.V1;

namespace Tactus.Language.Replaying;

/// <summary>An effect that a branch waits for.</summary>
/// <param name="Branch">The branch, which has no other.</param>
/// <param name="Request">What it asks; its bytes belong to nobody else.</param>
internal sealed record AskedEffect(Branch Branch, PerformRequest Request)
{
    /// <summary>True once nobody waits for the answer any more: in a run that goes live it is not asked again.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Whether a recorded entry is the answer to this.</summary>
    public bool IsAnsweredBy(ReplayEntry entry) => IsAnsweredBy(Request, entry);

    /// <summary>Whether a recorded entry is the answer to a request: the same key, kind, name and hash of the arguments.</summary>
    public static bool IsAnsweredBy(PerformRequest request, ReplayEntry entry)
    {
        if (!entry.Key.Equals(request.Key) || entry.Kind != request.Kind || entry.Name != request.Name)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[Sha256.HashBytes];
        Sha256.Hash(request.Arguments.Span, hash);
        return entry.ArgumentsHash.Span.SequenceEqual(hash);
    }
}
