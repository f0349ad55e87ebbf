using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Mcp.Packages;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Servers;

/// <summary>Says how the program of a server is started: what it is, what it sees, what it knows.</summary>
/// <param name="packages">The installed packages.</param>
internal sealed class ServerPrograms(PackageStore packages)
{
    /// <summary>Makes the command.</summary>
    /// <exception cref="Broker.Gate.EffectException">It cannot be started like this (TAC3904, TAC3912, TAC3914, TAC3915).</exception>
    public HelperCommand Compose(McpServerDeclaration declaration, EffectServices services)
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

        IReadOnlyList<string> argv = [.. declaration.Command.Select(part => FixedTemplate.Render(declaration.Name, part, services, workspace))];
        if (NpxCommand.TryParse(argv, out NpxCommand? npx))
        {
            InstalledPackage package = packages.FindFor(declaration) ?? throw McpErrors.NotInstalled(declaration.Name, npx.Specification);
            argv = [.. package.CommandFor(declaration.Unsandboxed), .. npx.Arguments];
            mounts.Add(package.Mount);
        }

        return new HelperCommand
        {
            RunId = services.Run.RunId,
            Argv = argv,
            WorkingDirectory = declaration.Cwd is { } cwd ? FixedTemplate.Render(declaration.Name, cwd, services, workspace) : workspace ?? "/tmp",
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

    private static Dictionary<string, string> ComposeEnvironment(McpServerDeclaration declaration, EffectServices services, string? workspace)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = "/tmp",
            ["LANG"] = "C.UTF-8",
        };
        foreach ((string name, string template) in declaration.Environment)
        {
            environment[name] = FixedTemplate.Render(declaration.Name, template, services, workspace);
        }

        return environment;
    }
}
