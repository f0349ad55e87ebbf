using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tactus.Configuration.Files;

/// <summary>The calls of the C library that .NET has no safe counterpart for.</summary>
internal static partial class NativeFiles
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int CreateMissing = 0x40;
    private const int NonBlocking = 0x800;
    private const uint OwnerOnly = 0x180;
    private const int CloseOnExec = 0x80000;
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const int LockExclusive = 2;
    private const int MaxPath = 4096;
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int NoDirectory = 20;

    /// <summary>Opens for reading without waiting for the other end of a FIFO.</summary>
    /// <returns>The open file, or null when there is none.</returns>
    /// <exception cref="IOException">There is something, and it cannot be opened. Whoever took that for absence could lose a ceiling.</exception>
    public static SafeFileHandle? OpenForReading(string path)
    {
        var handle = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        handle.Dispose();
        return Marshal.GetLastPInvokeError() is var error and not (NoEntry or NoDirectory) ? throw new IOException(Marshal.GetPInvokeErrorMessage(error)) : null;
    }

    /// <summary>Owner, type and permissions of an open file.</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static FileFacts Describe(SafeFileHandle file)
    {
        return StatX(file, "", EmptyPath, BasicStats, out var facts) == 0
            ? new FileFacts(facts.Mode, facts.Owner)
            : throw new IOException($"statx failed with error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Owner, type and permissions of a path, links followed.</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static FileFacts Describe(string path)
    {
        return StatXPath(CurrentDirectory, path, 0, BasicStats, out var facts) == 0
            ? new FileFacts(facts.Mode, facts.Owner)
            : throw new IOException($"statx failed with error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Real path of an open file, all links resolved, as the kernel knows it.</summary>
    /// <exception cref="IOException">The path is too long or not UTF-8, so that it could be mistaken for another, or /proc is not mounted.</exception>
    public static string RealPathOf(SafeFileHandle file)
    {
        var buffer = new byte[MaxPath];
        var length = (int)ReadLink("/proc/self/fd/" + file.DangerousGetHandle().ToString(), buffer, buffer.Length);
        var path = length > 0 && length < buffer.Length ? Encoding.UTF8.GetString(buffer, 0, length) : "";
        return path.StartsWith('/') && !path.Contains('\uFFFD', StringComparison.Ordinal)
            ? path
            : throw new IOException("the real path of the file cannot be told");
    }

    /// <summary>Waits for the exclusive lock of a file, which is made when it is missing; disposing gives the lock back.</summary>
    /// <remarks>A FileStream would not do: it takes a lock of its own without waiting, and fails while another process holds this one.</remarks>
    /// <exception cref="IOException">The file cannot be made or locked.</exception>
    public static SafeFileHandle Lock(string path)
    {
        var file = Create(path, ReadWrite | CreateMissing | CloseOnExec, OwnerOnly);
        while (file.IsInvalid || Flock(file, LockExclusive) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted || file.IsInvalid)
            {
                file.Dispose();
                throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }

        return file;
    }

    /// <summary>Makes what a directory holds durable.</summary>
    public static void Synchronize(string directory)
    {
        using var handle = OpenForReading(directory);
        if (handle is not null && Fsync(handle) != 0)
        {
            throw new IOException($"fsync of {directory} failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>The user that this process acts as.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Create(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle directory, string path, int flags, uint mask, out StatXFacts facts);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatXPath(int directory, string path, int flags, uint mask, out StatXFacts facts);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLink(string path, [Out] byte[] target, nint size);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    // struct statx has the same layout on every architecture, unlike struct stat.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXFacts
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
