using Tactus.Mcp.Packages;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Real MCP servers from npm, installed once for all tests by the product's own installer.</summary>
public sealed class InstalledServers : IAsyncLifetime, IDisposable
{
    private readonly Folder _folder = new();

    public PackageStore Store => new(_folder.Path);

    public InstalledPackage Everything { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var installer = new PackageInstaller(Store, new BubblewrapHelperSandbox(), Variables(), TimeProvider.System);
        Everything = await installer.InstallAsync("@modelcontextprotocol/server-everything", CancellationToken.None);
        await installer.InstallAsync("@modelcontextprotocol/server-filesystem", CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
}
