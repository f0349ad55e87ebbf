using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Directories;

/// <summary>A run's own directory for its broker socket; removed with everything in it when disposed.</summary>
/// <remarks>
/// Who calls what: the engine creates it, hands <see cref="Path"/> to the driver as <c>GuestLaunch.SocketDirectory</c>, lets the
/// broker listen on <see cref="SocketPath"/>, and calls <see cref="Admit"/> once the broker listens and before the guest starts.
/// While it lives it holds a lock, by which a sweep of another process knows that the run is alive.
/// </remarks>
public sealed class SocketDirectory : IDisposable
{
    // sun_path holds 108 bytes with its terminator; the rest is for the name inside.
    private const int LongestPath = 90;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan s_settlingTime = TimeSpan.FromSeconds(10);

    private readonly OwnedDescriptor _lock;

    private SocketDirectory(string path, OwnedDescriptor held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Absolute path of the directory on the host.</summary>
    public string Path { get; }

    /// <summary>Where the broker listens, on the host.</summary>
    public string SocketPath => System.IO.Path.Combine(Path, "broker.sock");

    /// <summary>Creates the directory of a run.</summary>
    /// <param name="runId">The run's id: 1 to 64 letters, digits, <c>-</c> or <c>_</c>.</param>
    /// <param name="paths">Where; default: <see cref="SandboxPaths.Current"/>.</param>
    /// <exception cref="TactusException">The parent belongs to somebody else (TAC5201) or the directory cannot be made (TAC5202).</exception>
    public static SocketDirectory Create(string runId, SandboxPaths? paths = null)
    {
        SandboxPaths places = paths ?? SandboxPaths.Current;
        string path = PathOf(runId, places);
        HostIdentity identity = HostIdentity.Current;
        try
        {
            MakeParent(places.Sockets, identity);
            Directory.CreateDirectory(path, OwnerOnly);
            if (identity.IsRoot)
            {
                // The guest's gid may pass through and connect; only root may create, replace or remove names here.
                Own(path, 0, identity.GuestOf(runId).GroupId);
                File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupExecute);
            }

            OwnedDescriptor held = OwnedDescriptor.Open(path, LinuxConstants.ReadOnly);
            _ = Libc.Lock(held.Number, LinuxConstants.LockExclusiveNonBlocking);
            return new SocketDirectory(path, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(
                "TAC5202", $"The run's socket directory {path} cannot be made: {error.Message}", $"Make {places.Sockets} writable.", inner: error);
        }
    }

    /// <summary>Removes the directories of runs that are not alive.</summary>
    /// <param name="isRunAlive">Whether a run, by its id, is alive.</param>
    /// <param name="paths">Where; default: <see cref="SandboxPaths.Current"/>.</param>
    /// <param name="clock">The clock; default: the system's.</param>
    /// <returns>The directories that were removed.</returns>
    public static IReadOnlyList<string> Sweep(Func<string, bool> isRunAlive, SandboxPaths? paths = null, TimeProvider? clock = null)
    {
        // A directory that another process is just making is not locked yet.
        DateTime youngest = (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime - s_settlingTime;
        string parent = (paths ?? SandboxPaths.Current).Sockets;
        if (!Directory.Exists(parent))
        {
            return [];
        }

        string[] stale =
        [
            .. Directory.EnumerateDirectories(parent)
                .Where(path => Directory.GetLastWriteTimeUtc(path) < youngest && !isRunAlive(System.IO.Path.GetFileName(path)) && !IsHeld(path)),
        ];
        foreach (string path in stale)
        {
            Directory.Delete(path, recursive: true);
        }

        return stale;
    }

    /// <summary>True when a living process holds the run's directory.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="paths">Where; default: <see cref="SandboxPaths.Current"/>.</param>
    public static bool IsHeld(string runId, SandboxPaths? paths = null)
        => Directory.Exists(PathOf(runId, paths ?? SandboxPaths.Current)) && IsHeld(PathOf(runId, paths ?? SandboxPaths.Current));

    /// <summary>Lets the guest's uid connect to the socket. The directory keeps everybody else out.</summary>
    public void Admit()
        => File.SetUnixFileMode(
            SocketPath,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
                | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);

    /// <summary>Removes the directory and what is in it.</summary>
    public void Dispose()
    {
        if (_lock.IsClosed)
        {
            return;
        }

        _lock.Dispose();
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static string PathOf(string runId, SandboxPaths places)
    {
        bool wellFormed = runId.Length is > 0 and <= 64
            && runId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        string path = System.IO.Path.Combine(places.Sockets, runId);
        return wellFormed && Encoding.UTF8.GetByteCount(path) <= LongestPath
            ? path
            : throw new TactusException(
                "TAC5202", $"'{path}' cannot be a socket directory: the name is malformed or longer than {LongestPath} bytes.", "Set XDG_RUNTIME_DIR to a shorter path.");
    }

    private static bool IsHeld(string path)
    {
        using OwnedDescriptor held = OwnedDescriptor.Open(path, LinuxConstants.ReadOnly);
        return Libc.Lock(held.Number, LinuxConstants.LockExclusiveNonBlocking) != 0;
    }

    private static void MakeParent(string parent, HostIdentity identity)
    {
        UnixFileMode mode = identity.IsRoot ? OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : OwnerOnly;
        Directory.CreateDirectory(parent, mode);

        // Another user may have made it first in /tmp, and would then own the names in it. Only an owner may change the mode.
        bool isLink = new DirectoryInfo(parent).LinkTarget is not null;
        try
        {
            File.SetUnixFileMode(parent, mode);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Foreign(parent, error);
        }

        if (isLink)
        {
            throw Foreign(parent, null);
        }
    }

    private static TactusException Foreign(string parent, Exception? inner)
        => new("TAC5201", $"{parent} is not a directory of this user.", $"Remove {parent}, or set XDG_RUNTIME_DIR.", parent, inner: inner);

    private static void Own(string path, uint user, uint group)
    {
        if (Libc.ChangeOwner(path, user, group) != 0)
        {
            throw new IOException($"The owner of {path} cannot be changed.");
        }
    }
}
