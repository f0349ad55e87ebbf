using System.Runtime.InteropServices;

namespace Tactus.Guest.Native;

/// <summary>The C library's functions that the guest calls itself.</summary>
internal static unsafe partial class Libc
{
    /// <summary>Reads bytes from a descriptor.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    /// <summary>Writes bytes to a descriptor.</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    /// <summary>Makes any system call. Returns -1 and sets the error number when it fails.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    /// <summary>Reads a resource limit of this process: <c>struct rlimit</c>, the limit now and the most it may be.</summary>
    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetResourceLimit(int resource, ulong* limit);

    /// <summary>Sets a resource limit of this process: <c>struct rlimit</c>, the limit now and the most it may be.</summary>
    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetResourceLimit(int resource, ulong* limit);

    /// <summary>Ends the process at once: no handlers, no other thread has a say.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Exit(int code);
}
