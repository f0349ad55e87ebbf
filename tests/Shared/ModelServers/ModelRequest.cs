using System.Text.Json.Nodes;

namespace Tactus.Tests.ModelServers;

/// <summary>What a server of models was asked.</summary>
/// <param name="Number">Its number, counted from 1.</param>
/// <param name="Path">The path of its URL.</param>
/// <param name="Headers">Its headers; the case of a name does not matter.</param>
/// <param name="Body">Its body.</param>
internal sealed record ModelRequest(int Number, string Path, IReadOnlyDictionary<string, string> Headers, JsonObject Body)
{
    /// <summary>Whether the answer is to come piece by piece.</summary>
    public bool Streams => Body["stream"]?.GetValue<bool>() ?? false;

    /// <summary>The effect's key.</summary>
    public string Key => Headers.GetValueOrDefault("Idempotency-Key", "");
}
