using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Images;

/// <summary>Keeps guest roots as directories named by the hash of their content, beneath a cache that only the invoker writes.</summary>
/// <param name="directory">The cache.</param>
/// <remarks>
/// A copy is needed because root's guest runs as another uid, which may not reach a guest that was built in somebody's home.
/// Hashing the files costs more than starting a sandbox, so a stamp (sizes, times and inodes of the sources) finds the root again.
/// </remarks>
internal sealed class GuestRootStore(string directory)
{
    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Returns the stored root of a guest, storing it first if need be.</summary>
    /// <param name="guestDirectory">The directory of the guest's own files.</param>
    /// <param name="force">True to copy again even where a copy is found.</param>
    /// <exception cref="TactusException">There is no guest (TAC5101), or the cache cannot be written (TAC5104).</exception>
    internal StoredGuestRoot Ensure(string guestDirectory, bool force = false)
    {
        string stampPath = Path.Combine(directory, "stamps", Name(guestDirectory));
        if (!force && ReadStamp(stampPath, guestDirectory) is { } hash && Directory.Exists(PathOf(hash)))
        {
            return new StoredGuestRoot(hash, PathOf(hash));
        }

        GuestRoot root = GuestRoot.Load(guestDirectory);
        try
        {
            Store(root, force);
            WriteAtomically(stampPath, root.Hash + "\n" + string.Join('\n', root.Files.Select(file => Describe(file.HostPath))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(
                "TAC5104", $"The guest cannot be copied to {directory}: {error.Message}", $"Make {directory} writable, or set XDG_CACHE_HOME.", inner: error);
        }

        return new StoredGuestRoot(root.Hash, PathOf(root.Hash));
    }

    private static string Name(string guestDirectory)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(guestDirectory))))[..24];

    private static string Describe(string path)
    {
        var info = new FileInfo(path);
        var target = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        return string.Create(CultureInfo.InvariantCulture, $"{path}\t{target.Length}\t{target.LastWriteTimeUtc.Ticks}");
    }

    private static string? ReadStamp(string path, string guestDirectory)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string[] lines = File.ReadAllLines(path);
        string[] sources = lines.Length > 0 ? lines[1..] : [];
        bool holds = GuestRoot.OwnFiles(guestDirectory).All(own => sources.Any(line => line.StartsWith(own + "\t", StringComparison.Ordinal)))
            && Array.TrueForAll(sources, line => line.Split('\t')[0] is var source && File.Exists(source) && Describe(source) == line);
        return holds ? lines[0] : null;
    }

    private static void WriteAtomically(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = Aside(path);
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }

    // Two runs of one process may store at once, so the process id alone is no name.
    private static string Aside(string path) => $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}";

    private string PathOf(string hash) => Path.Combine(directory, hash);

    private void Store(GuestRoot root, bool force)
    {
        string target = PathOf(root.Hash);
        if (Directory.Exists(target) && !force)
        {
            return;
        }

        string temporary = Aside(target);
        foreach (string mountPoint in GuestRoot.MountPoints)
        {
            Directory.CreateDirectory(temporary + mountPoint);
        }

        foreach (GuestRootFile file in root.Files)
        {
            string copy = temporary + file.Path;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file.HostPath, copy, overwrite: true);
            File.SetUnixFileMode(copy, Everyone);
        }

        foreach (string made in Directory.EnumerateDirectories(temporary, "*", SearchOption.AllDirectories).Append(temporary))
        {
            File.SetUnixFileMode(made, Everyone | UnixFileMode.UserWrite);
        }

        Publish(temporary, target, force);
    }

    private static void Publish(string temporary, string target, bool force)
    {
        try
        {
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Somebody stored the same content first, and a sandbox may be starting from it: it is never taken away under its name.
            if (force)
            {
                Exchange(temporary, target);
            }

            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Exchange(string first, string second)
    {
        if (Libc.Rename(LinuxConstants.CurrentDirectory, first, LinuxConstants.CurrentDirectory, second, LinuxConstants.RenameExchange) != 0)
        {
            throw new IOException($"{first} cannot take the place of {second}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }
}
