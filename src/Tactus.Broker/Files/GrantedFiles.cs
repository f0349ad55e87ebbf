using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;

namespace Tactus.Broker.Files;

/// <summary>Leads a path as the procedure writes it to the granted tree it lies in, and says what may be done there. Thread-safe.</summary>
internal sealed class GrantedFiles : IDisposable
{
    private readonly Grant _grant;
    private readonly Dictionary<string, IFileTree> _trees = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readOnly = new(StringComparer.Ordinal);
    private readonly string[] _volumeTargets;

    // By root: what of Tactus's own lies beneath it.
    private readonly Dictionary<string, string[]> _own = new(StringComparer.Ordinal);

    /// <summary>Opens the granted directories.</summary>
    /// <param name="grant">The run's grant.</param>
    /// <param name="workspace">The workspace, or null when the run has none. Disposed with this.</param>
    /// <param name="workspacePath">Where the workspace lies on the host.</param>
    /// <param name="own">Directories that no run sees.</param>
    /// <exception cref="Protocol.TactusException">A directory cannot be opened (TAC3220).</exception>
    public GrantedFiles(Grant grant, IFileTree? workspace, string? workspacePath, OwnDirectories own)
    {
        _grant = grant;
        if (workspace is not null)
        {
            _trees.Add(ProcedurePath.Workspace, workspace);
            _own.Add(ProcedurePath.Workspace, own.Beneath(workspacePath!));
        }

        foreach (VolumeGrant volume in grant.Sandbox.Volumes)
        {
            _trees.Add(volume.Target, DirectTree.Open(volume.HostPath));
            _own.Add(volume.Target, own.Beneath(volume.HostPath));
            if (volume.ReadOnly)
            {
                _readOnly.Add(volume.Target);
            }
        }

        _volumeTargets = [.. grant.Sandbox.Volumes.Select(volume => volume.Target)];
    }

    /// <summary>Reads a path's text.</summary>
    /// <exception cref="EffectException">It is malformed (TAC3202) or lies outside every granted directory (TAC3203).</exception>
    public ProcedurePath Parse(string path)
    {
        if (ProcedurePath.TryNormalize(path, _volumeTargets, out ProcedurePath? normal, out string? problem))
        {
            return normal;
        }

        throw IsOutside(path) ? FileErrors.Outside(path, problem) : FileErrors.InvalidPath(path, problem);
    }

    /// <summary>The tree that a path lies in.</summary>
    /// <exception cref="EffectException">The run has no workspace (TAC3214).</exception>
    public IFileTree TreeOf(ProcedurePath path) =>
        _trees.TryGetValue(path.Root, out IFileTree? tree)
            ? tree
            : throw FileErrors.NoWorkspace(path.ToString(), _grant);

    /// <summary>True when no run may see the path: a control file, or one of Tactus's own directories.</summary>
    public bool IsHidden(ProcedurePath path) =>
        FileNames.IsHidden(path.Relative)
        || (_own.TryGetValue(path.Root, out string[]? own) && Array.Exists(own, directory => OwnDirectories.Covers(directory, path.Relative)));

    /// <summary>Makes sure that the path may be written.</summary>
    /// <exception cref="EffectException">Readonly mode (TAC3215), a read-only volume (TAC3216), a control file (TAC3213) or the root itself.</exception>
    public void RequireWritable(ProcedurePath path)
    {
        _ = TreeOf(path);
        if (_grant.Permissions == PermissionMode.Readonly)
        {
            throw FileErrors.ReadonlyMode(path.ToString(), _grant);
        }

        if (_readOnly.Contains(path.Root))
        {
            throw FileErrors.ReadonlyVolume(path.ToString(), _grant.Sandbox.Volumes.First(volume => volume.Target == path.Root), _grant);
        }

        if (IsHidden(path))
        {
            throw FileErrors.Control(path.ToString());
        }

        if (path.Relative.Length == 0)
        {
            throw FileErrors.IsDirectory(path.ToString());
        }
    }

    /// <summary>What writing a file uses up, in bytes: its content, and a block for each directory that it makes.</summary>
    public long CostOf(ProcedurePath path, ReadOnlyMemory<byte> content)
    {
        const long DirectoryBytes = 4096;
        IFileTree tree = TreeOf(path);
        long made = 0;
        for (string parent = RelativePath.Parent(path.Relative); parent.Length > 0 && tree.Find(parent) is null; parent = RelativePath.Parent(parent))
        {
            made++;
        }

        return content.Length + (made * DirectoryBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IFileTree tree in _trees.Values)
        {
            tree.Dispose();
        }
    }

    private bool IsOutside(string path) =>
        path.StartsWith('/') && !_volumeTargets.Append(ProcedurePath.Workspace)
            .Any(root => path == root || path.StartsWith(root + "/", StringComparison.Ordinal));
}
