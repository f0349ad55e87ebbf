using System.Runtime.InteropServices;

namespace Tactus.Lua.Native;

/// <summary>The few calls of the C library that the VM needs (Linux, 64-bit).</summary>
internal static unsafe partial class Libc
{
    internal const int ProtectNone = 0;
    internal const int ProtectReadWrite = 1 | 2;
    internal const int MapPrivateAnonymousNoReserve = 0x02 | 0x20 | 0x4000;
    internal const int MapFixedNoReplace = 0x100000;
    internal const int AdviseDontNeed = 4;
    internal const int LocaleAll = 6;
    internal static readonly void* MapFailed = (void*)-1;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial void* mmap(void* address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc")]
    internal static partial int mprotect(void* address, nuint length, int protection);

    [LibraryImport("libc")]
    internal static partial int munmap(void* address, nuint length);

    [LibraryImport("libc")]
    internal static partial int madvise(void* address, nuint length, int advice);

    [LibraryImport("libc")]
    internal static partial nint pthread_self();

    [LibraryImport("libc")]
    internal static partial int pthread_getcpuclockid(nint thread, int* clock);

    [LibraryImport("libc")]
    internal static partial int clock_gettime(int clock, TimeSpec* time);

    [LibraryImport("libc")]
    internal static partial byte* setlocale(int category, byte* locale);

    [LibraryImport("libc")]
    internal static partial nint getrandom(void* buffer, nuint length, uint flags);

    [LibraryImport("libc")]
    internal static partial void _exit(int status);
}
