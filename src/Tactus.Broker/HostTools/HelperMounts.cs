using Tactus.Broker.Files;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools;

/// <summary>What the programs that work for a run see of its directories: never more than its grant. Immutable.</summary>
public sealed class HelperMounts
{
    private readonly Grant _grant;
    private readonly OwnDirectories _own;

    internal HelperMounts(RunBrokerOptions options, OwnDirectories own)
    {
        SandboxGrant sandbox = options.Run.Grant.Sandbox;
        _grant = options.Run.Grant;
        _own = own;
        WorkspaceHostPath = sandbox.MountCurrentDir && sandbox.Workspace != WorkspaceMode.None ? options.WorkspacePath : null;
    }

    /// <summary>The directory of the host that is the workspace; null when the run has none.</summary>
    public string? WorkspaceHostPath { get; }

    /// <summary>
    /// True when no program may write the workspace. A staged one is shown as it is on disk, without the run's own writes, and read-only: what a
    /// program writes past the staging could not be discarded any more.
    /// </summary>
    public bool IsWorkspaceReadOnly => _grant.Permissions == PermissionMode.Readonly || _grant.Sandbox.Workspace == WorkspaceMode.Staged;

    /// <summary>Workspace and volumes as the run's own programs see them.</summary>
    public List<HelperMount> OfRun()
    {
        var mounts = new List<HelperMount>();
        AddWorkspace(mounts, WorkspaceAccess.Write);
        mounts.AddRange(_grant.Sandbox.Volumes.Select(Of));
        return mounts;
    }

    /// <summary>The workspace, and directories that trusted YAML names.</summary>
    /// <param name="access">What is asked for; cut down to what the run may do.</param>
    /// <param name="volumes">The directories.</param>
    public List<HelperMount> Of(WorkspaceAccess access, IReadOnlyList<VolumeGrant> volumes)
    {
        var mounts = new List<HelperMount>();
        AddWorkspace(mounts, access);
        mounts.AddRange(volumes.Select(Of));
        return mounts;
    }

    /// <summary>A directory among these that holds Tactus's own configuration, journal or secrets, or null.</summary>
    public string? FindExposed(IEnumerable<HelperMount> mounts) => mounts.FirstOrDefault(mount => _own.Beneath(mount.HostPath).Length > 0)?.HostPath;

    private void AddWorkspace(List<HelperMount> mounts, WorkspaceAccess access)
    {
        if (WorkspaceHostPath is { } host && access != WorkspaceAccess.None)
        {
            mounts.Add(new HelperMount(host, ProcedurePath.Workspace, IsWorkspaceReadOnly || access == WorkspaceAccess.ReadOnly));
        }
    }

    private HelperMount Of(VolumeGrant volume) =>
        new(volume.HostPath, volume.Target, volume.ReadOnly || _grant.Permissions == PermissionMode.Readonly);
}
