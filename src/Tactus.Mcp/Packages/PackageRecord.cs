namespace Tactus.Mcp.Packages;

/// <summary>What is known of an installed package.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Integrity">The registry's hash of it, which npm has checked.</param>
/// <param name="Program">The file that is run, relative to the folder.</param>
/// <param name="InstalledAt">When it was installed (UTC).</param>
public sealed record PackageRecord(string Name, string Version, string Integrity, string Program, DateTimeOffset InstalledAt)
{
    internal const string FileName = "tactus-package.json";
}
