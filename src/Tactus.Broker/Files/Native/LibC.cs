using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tactus.Broker.Files.Native;

/// <summary>The calls of the C library that <c>System.IO</c> does not offer: all of them name files by a directory handle.</summary>
internal static unsafe partial class LibC
{
    public const int AtEmptyPath = 0x1000;
    public const int AtSymlinkNoFollow = 0x100;
    public const int AtRemoveDirectory = 0x200;

    /// <summary>Type, mode, links, owner and size: what <c>STATX_BASIC_STATS</c> asks for.</summary>
    public const uint StatxBasic = 0x7ff;

    /// <summary>Number of <c>openat2</c>, on every architecture.</summary>
    public const long Openat2 = 437;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial long Openat2Call(long number, int directory, byte* path, OpenHow* how, nuint size);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int Statx(int directory, byte* path, int flags, uint mask, Statx* result);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(SafeFileHandle file, uint mode);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(SafeFileHandle file, uint uid, uint gid);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static partial int MakeDirectory(SafeFileHandle directory, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static partial int Rename(SafeFileHandle fromDirectory, byte* from, SafeFileHandle toDirectory, byte* to);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int Unlink(SafeFileHandle directory, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static partial byte* RealPath(byte* path, byte* result);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    public static partial nint ReadDirectory(SafeFileHandle directory, byte* buffer, nuint count);
}
