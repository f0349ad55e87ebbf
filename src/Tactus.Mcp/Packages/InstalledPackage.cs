using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Packages;

/// <summary>A package that can be run.</summary>
/// <param name="Folder">Absolute folder on the host.</param>
/// <param name="Record">What is known of it.</param>
public sealed record InstalledPackage(string Folder, PackageRecord Record)
{
    private const string Node = "node";

    // Beneath nothing that a helper sandbox has of the host, and never the workspace.
    private const string Target = "/opt/tactus-package";

    /// <summary>How a helper sandbox sees it: as a whole, and to read.</summary>
    internal HelperMount Mount => new(Folder, Target, ReadOnly: true);

    /// <summary>The command that runs it.</summary>
    /// <param name="unsandboxed">True for the path on the host, false for the path in a helper sandbox.</param>
    internal IReadOnlyList<string> CommandFor(bool unsandboxed) => [Node, Path.Combine(unsandboxed ? Folder : Target, Record.Program)];
}
