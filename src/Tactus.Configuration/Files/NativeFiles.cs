using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tactus.Configuration.Files;

/// <summary>The calls of the C library that .NET has no safe counterpart for.</summary>
internal static partial class NativeFiles
{
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;
    private const int LockExclusive = 2;
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
    public static string RealPathOf(SafeFileHandle file) =>
        System.IO.File.ResolveLinkTarget("/proc/self/fd/" + file.DangerousGetHandle().ToString(), returnFinalTarget: false)!.FullName;

    /// <summary>Waits for the exclusive lock of an open file; closing it gives the lock back.</summary>
    /// <exception cref="IOException">The file system has no locks.</exception>
    public static void Lock(SafeFileHandle file)
    {
        while (Flock(file, LockExclusive) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new IOException($"flock failed with error {Marshal.GetLastPInvokeError()}.");
            }
        }
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

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle directory, string path, int flags, uint mask, out StatXFacts facts);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatXPath(int directory, string path, int flags, uint mask, out StatXFacts facts);

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
