using Tactus.EndToEnd.Tests.Durable.Recording;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable;

/// <summary>Lays examples of this repository out on a desk, their tools led to a test's own server.</summary>
internal static class Examples
{
    /// <summary>Copies an example, and trusts its sidecar.</summary>
    /// <param name="desk">Where to.</param>
    /// <param name="example">Its directory in <c>examples/</c>.</param>
    /// <param name="procedure">Its procedure's file.</param>
    /// <param name="port">The port that its sidecar names.</param>
    /// <param name="server">The server that stands for it.</param>
    public static async Task LayOutAsync(this Desk desk, string example, string procedure, int port, RecordingServer server)
    {
        string root = Checkout.PathOf(Path.Combine("examples", example));
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".tac" or ".md"))
        {
            desk.Write(Path.GetRelativePath(root, file), await File.ReadAllTextAsync(file));
        }

        string sidecar = await File.ReadAllTextAsync(Path.Combine(root, procedure + ".yml"));
        sidecar.ShouldContain($"http://127.0.0.1:{port}/");
        await desk.TrustAsync(procedure + ".yml", sidecar.Replace($"127.0.0.1:{port}", $"127.0.0.1:{server.Port}", StringComparison.Ordinal));
    }
}
