using System.Text.Json;

namespace Tactus.Sandbox;

/// <summary>The policy files that are built into this assembly.</summary>
internal static class EmbeddedData
{
    /// <summary>Reads one as JSON.</summary>
    /// <param name="name">For instance <c>seccomp/guest.json</c>.</param>
    internal static JsonElement Read(string name)
    {
        using Stream stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file {name} is missing.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
