using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Runs;

/// <summary>One input map from a request's two sources: the typed value, and the command line's texts, which win.</summary>
internal static class RunInputs
{
    public static MapValue Merge(RunRequest request)
    {
        var merged = new Dictionary<string, (byte[] Key, Value Value)>(StringComparer.Ordinal);
        foreach (KeyValuePair<byte[], Value> entry in request.Input.Entries)
        {
            merged[Convert.ToHexString(entry.Key)] = (entry.Key, entry.Value);
        }

        foreach ((string name, string text) in request.Parameters)
        {
            byte[] key = Encoding.UTF8.GetBytes(name);
            merged[Convert.ToHexString(key)] = (key, Value.Of(text));
        }

        return MapValue.FromUnsorted(merged.Values.Select(entry => new KeyValuePair<byte[], Value>(entry.Key, entry.Value)));
    }
}
