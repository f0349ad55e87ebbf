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

    /// <summary>Opens the granted directories.</summary>
    /// <param name="grant">The run's grant.</param>
    /// <param name="workspace">The workspace, or null when the run has none. Disposed with this.</param>
    /// <exception cref="Protocol.TactusException">A directory cannot be opened (TAC3220).</exception>
    public GrantedFiles(Grant grant, IFileTree? workspace)
    {
        _grant = grant;
        if (workspace is not null)
        {
            _trees.Add(ProcedurePath.Workspace, workspace);
        }

        foreach (VolumeGrant volume in grant.Sandbox.Volumes)
        {
            _trees.Add(volume.Target, DirectTree.Open(volume.HostPath));
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

        if (FileNames.IsHidden(path.Relative))
        {
            throw FileErrors.Control(path.ToString());
        }

        if (path.Relative.Length == 0)
        {
            throw FileErrors.IsDirectory(path.ToString());
        }
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
