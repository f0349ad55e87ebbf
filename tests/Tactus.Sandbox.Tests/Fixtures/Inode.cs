using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tactus.Sandbox.Tests.Fixtures;

/// <summary>Tells whether a name still stands for the same file or directory.</summary>
internal static unsafe partial class Inode
{
    private const int CurrentDirectory = -100;
    private const uint WantInode = 0x100;
    private const int InodeOffset = 32;

    /// <summary>The inode number of a path.</summary>
    public static ulong Of(string path)
    {
        byte* status = stackalloc byte[256];
        return Statx(CurrentDirectory, path, 0, WantInode, status) == 0 ? *(ulong*)(status + InodeOffset) : throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, byte* status);
}
