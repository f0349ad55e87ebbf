using System.Text.Json;

namespace Tactus.Sandbox.Helpers;

/// <summary>The parts of <c>/proc</c> that are covered, from <c>masked-proc.json</c>.</summary>
/// <param name="ReadOnly">Paths that may be read and not written.</param>
/// <param name="Empty">Paths that show nothing.</param>
internal sealed record MaskedPaths(IReadOnlyList<string> ReadOnly, IReadOnlyList<string> Empty)
{
    /// <summary>The list, of what this kernel has.</summary>
    internal static MaskedPaths Current { get; } = Load();

    private static MaskedPaths Load()
    {
        JsonElement root = EmbeddedData.Read("helpers/masked-proc.json");
        return new MaskedPaths(Paths(root.GetProperty("read-only")), Paths(root.GetProperty("empty")));
    }

    private static string[] Paths(JsonElement list)
        => [.. list.EnumerateArray().Select(entry => entry.GetProperty("path").GetString()!).Where(Path.Exists)];
}
