using System.Text.Json.Nodes;

namespace Tactus.EndToEnd.Tests.Durable.Recording;

/// <summary>A request that arrived whole.</summary>
/// <param name="Number">Which one it was, from 1.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Key">Its <c>Idempotency-Key</c>.</param>
/// <param name="Body">Its body; empty when it had none.</param>
internal sealed record RecordedRequest(int Number, string Method, string Path, string Key, JsonObject Body)
{
    /// <summary>Method and path.</summary>
    public string Line => $"{Method} {Path}";
}
