using System.Text;
using Microsoft.Win32.SafeHandles;
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

    /// <summary>Creates the directory of a run. What an earlier, killed life of the run left of its sandbox is ended.</summary>
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
            OwnedDescriptor held = MakeHeld(path);
            if (identity.IsRoot)
            {
                // The guest's gid may pass through and connect; only root may create, replace or remove names here.
                Own(path, 0, identity.GuestOf(runId).GroupId);
                File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupExecute);
            }

            return new SocketDirectory(path, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(
                "TAC5202", $"The run's socket directory {path} cannot be made: {error.Message}", $"Make {places.Sockets} writable.", inner: error);
        }
    }

    /// <summary>Removes the directories of runs that are not alive, and ends what is left of their sandboxes.</summary>
    /// <param name="isRunAlive">Whether a run, by its id, is alive.</param>
    /// <param name="paths">Where; default: <see cref="SandboxPaths.Current"/>.</param>
    /// <returns>The directories that were removed.</returns>
    public static IReadOnlyList<string> Sweep(Func<string, bool> isRunAlive, SandboxPaths? paths = null)
    {
        string parent = (paths ?? SandboxPaths.Current).Sockets;
        if (!Directory.Exists(parent))
        {
            return [];
        }

        var removed = new List<string>();
        foreach (string path in Directory.EnumerateDirectories(parent).Where(path => !isRunAlive(System.IO.Path.GetFileName(path))))
        {
            // Removed under its lock: who is just making it waits, and makes it again.
            using OwnedDescriptor? held = TryHold(path, LinuxConstants.LockExclusiveNonBlocking);
            if (held is not null && Directory.Exists(path))
            {
                UnfinishedSandboxes.End(path);
                Directory.Delete(path, recursive: true);
                removed.Add(path);
            }
        }

        return removed;
    }

    /// <summary>True when a living process holds the run's directory.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="paths">Where; default: <see cref="SandboxPaths.Current"/>.</param>
    public static bool IsHeld(string runId, SandboxPaths? paths = null)
    {
        string path = PathOf(runId, paths ?? SandboxPaths.Current);

        // Shared, so that two who ask at once do not take each other for the holder.
        using OwnedDescriptor? free = TryHold(path, LinuxConstants.LockSharedNonBlocking);
        return free is null && Directory.Exists(path);
    }

    /// <summary>Lets the guest's uid connect to the socket. The directory keeps everybody else out.</summary>
    /// <exception cref="TactusException">Somebody has removed it (TAC5202).</exception>
    public void Admit()
    {
        try
        {
            File.SetUnixFileMode(
                SocketPath,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
                    | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(
                "TAC5202", $"The run's socket {SocketPath} cannot be opened to the guest: {error.Message}", $"See what removes files in {System.IO.Path.GetDirectoryName(Path)}.", inner: error);
        }
    }

    /// <summary>Removes the directory and what is in it.</summary>
    public void Dispose()
    {
        if (_lock.IsClosed)
        {
            return;
        }

        // Let go of last: a sweep that found it free would remove it under our hands.
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        _lock.Dispose();
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

    // A sweep that looks at the directory between its making and its locking holds the lock for a moment, and may remove it then.
    private static OwnedDescriptor MakeHeld(string path)
    {
        while (true)
        {
            bool isLeft = Directory.Exists(path);
            Directory.CreateDirectory(path, OwnerOnly);
            if (TryOpen(path) is not { } held)
            {
                continue;
            }

            if (Libc.Lock(held.Number, LinuxConstants.LockExclusive) == 0 && Directory.Exists(path))
            {
                if (isLeft)
                {
                    UnfinishedSandboxes.End(path);
                }

                return held;
            }

            held.Dispose();
        }
    }

    // Null when somebody holds it, or it is not there.
    private static OwnedDescriptor? TryHold(string path, int operation)
    {
        OwnedDescriptor? held = TryOpen(path);
        if (held is not null && Libc.Lock(held.Number, operation) != 0)
        {
            held.Dispose();
            return null;
        }

        return held;
    }

    private static OwnedDescriptor? TryOpen(string path)
    {
        try
        {
            return OwnedDescriptor.Open(path, LinuxConstants.ReadOnly);
        }
        catch (IOException error) when (error.HResult == LinuxConstants.NoSuchFile)
        {
            return null;
        }
    }

    private static void MakeParent(string parent, HostIdentity identity)
    {
        UnixFileMode mode = identity.IsRoot ? OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : OwnerOnly;
        Directory.CreateDirectory(parent, mode);

        // Another user may have made it first in /tmp, and would then own the names in it. Only an owner may change the mode; asked of
        // the open directory, because a name in /tmp can be a link, and another one a moment later.
        try
        {
            using OwnedDescriptor opened = OwnedDescriptor.Open(parent, LinuxConstants.ReadOnly | LinuxConstants.NoFollow);
            using var handle = new SafeFileHandle(opened.Number, ownsHandle: false);
            File.SetUnixFileMode(handle, mode);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException { HResult: LinuxConstants.TooManyLinks or LinuxConstants.PermissionDenied })
        {
            throw Foreign(parent, error);
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
