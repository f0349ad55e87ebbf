using Tactus.Broker.Rooms;
using Tactus.Mcp.Packages;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Policy.Templates;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>Says how the program of a server is started: what it is, what it sees, what it knows.</summary>
/// <param name="packages">The installed packages.</param>
internal sealed class ServerPrograms(PackageStore packages)
{
    /// <summary>Makes the command.</summary>
    /// <exception cref="Broker.Gate.EffectException">It cannot be started like this (TAC3904, TAC3912, TAC3914, TAC3915).</exception>
    public HelperCommand Compose(McpServerDeclaration declaration, EffectRoomServices services)
    {
        string? workspace = FindWorkspace(declaration, services.Mounts);
        List<HelperMount> mounts = services.Mounts.Of(declaration.Workspace, declaration.Mounts);
        if (!declaration.Unsandboxed && services.Mounts.FindExposed(mounts) is { } exposed)
        {
            throw McpErrors.Exposed(declaration.Name, exposed);
        }

        if (declaration.Unsandboxed && services.Mounts.IsWorkspaceReadOnly && services.Mounts.WorkspaceHostPath is not null)
        {
            throw McpErrors.Unprotected(declaration.Name);
        }

        IReadOnlyList<string> argv = [.. declaration.Command.Select(part => Render(declaration, part, services, workspace))];
        if (NpxCommand.TryParse(argv, out NpxCommand? npx))
        {
            InstalledPackage? found = packages.Find(npx.Package);
            InstalledPackage package = found is not null && npx.Accepts(found.Record.Version) ? found : throw McpErrors.NotInstalled(declaration.Name, npx.Specification);
            argv = [.. package.CommandFor(declaration.Unsandboxed), .. npx.Arguments];
            mounts.Add(package.Mount);
        }

        return new HelperCommand
        {
            RunId = services.Run.RunId,
            Argv = argv,
            WorkingDirectory = declaration.Cwd is { } cwd ? Render(declaration, cwd, services, workspace) : workspace ?? "/tmp",
            Environment = ComposeEnvironment(declaration, services, workspace),
            Mounts = mounts,
            Network = declaration.Network,
            Unsandboxed = declaration.Unsandboxed,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            OutputLimit = long.MaxValue,
            MemoryLimit = declaration.Memory,
        };
    }

    private static string? FindWorkspace(McpServerDeclaration declaration, HelperMounts mounts)
    {
        if (declaration.Unsandboxed)
        {
            return mounts.WorkspaceHostPath;
        }

        return mounts.WorkspaceHostPath is null || declaration.Workspace == WorkspaceAccess.None ? null : ProcedurePath.Workspace;
    }

    private static Dictionary<string, string> ComposeEnvironment(McpServerDeclaration declaration, EffectRoomServices services, string? workspace)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = "/tmp",
            ["LANG"] = "C.UTF-8",
        };
        foreach ((string name, string template) in declaration.Environment)
        {
            environment[name] = Render(declaration, template, services, workspace);
        }

        return environment;
    }

    private static string Render(McpServerDeclaration declaration, string template, EffectRoomServices services, string? workspace)
    {
        if (workspace is null && TemplateText.Parse(template).Parts.Any(part => part is TemplatePart.Workspace))
        {
            throw McpErrors.Unusable(
                declaration.Name, "it names ${workspace}, which it does not see", $"mcp_servers:\n  {declaration.Name}:\n    workspace: readonly");
        }

        string text = services.Render(template, workspace ?? "");
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw McpErrors.Unusable(declaration.Name, "its command or environment holds a NUL", "mend mcp_servers or the secret")
            : text;
    }
}
