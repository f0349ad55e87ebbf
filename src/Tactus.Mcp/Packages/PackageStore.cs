using System.Text.Json;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Mcp.Packages;

/// <summary>The packages that <c>tactus mcp install</c> has installed, each in a folder of its own with everything that it needs.</summary>
/// <param name="directory">Absolute directory; need not exist.</param>
public sealed class PackageStore(string directory)
{
    /// <summary>The directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>What a server's package is called to npm, with a version if its command has one; null for a server that npx does not run.</summary>
    public static string? PackageOf(McpServerDeclaration server) => NpxCommand.TryParse(server.Command, out NpxCommand? npx) ? npx.Specification : null;

    /// <summary>What is installed for a server; null when nothing is, or npx does not run it.</summary>
    /// <exception cref="TactusException">Its record cannot be read (TAC3930).</exception>
    public InstalledPackage? FindFor(McpServerDeclaration server) =>
        NpxCommand.TryParse(server.Command, out NpxCommand? npx) && Find(npx.Package) is { } found && npx.Accepts(found.Record.Version) ? found : null;

    /// <summary>The installed package of a name, or null.</summary>
    /// <exception cref="TactusException">Its record cannot be read (TAC3930).</exception>
    public InstalledPackage? Find(string name)
    {
        string folder = FolderOf(name);
        string record = Path.Combine(folder, PackageRecord.FileName);
        try
        {
            PackageRecord? found = JsonSerializer.Deserialize(File.ReadAllBytes(record), PackageJson.Default.PackageRecord);
            return found is null ? null : new InstalledPackage(folder, found);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new TactusException("TAC3930", $"the record of the package {name} cannot be read: {error.Message}", "tactus mcp install", record, inner: error);
        }
    }

    /// <summary>The folder that a package is kept in.</summary>
    internal string FolderOf(string name) => Path.Combine(Directory, PackageName.FolderOf(name));
}
